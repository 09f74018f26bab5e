package io.maskexport.sandbox;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.maskexport.worker.MaskExport;
import io.maskexport.worker.client.WorkerGroup;
import io.maskexport.worker.service.WorkerService;
import io.maskexport.worker.settings.WorkerSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The user's commands, each as a separate process: request, cancel, and verify of the result. */
class RequestIT {
    @TempDir
    private static Path folder;
    private static Sandbox sandbox;
    private static WorkerService worker;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start();
        try (var client = new SandboxClient(sandbox.settings(Map.of()))) {
            client.upload(Path.of("src/main/resources/sample"), "sample/");
            client.upload(flawed(), "flawed/");
        }
        worker = WorkerService.start(sandbox.settings(Map.of()), "test");
    }

    /** An image without annotation. */
    private static Path flawed() throws IOException {
        var image = folder.resolve("flawed/ds/img/0.png");
        Files.createDirectories(image.getParent());
        Files.writeString(image, "no picture");
        Files.writeString(folder.resolve("flawed/meta.json"), "{\"classes\": []}");
        return folder.resolve("flawed");
    }

    @AfterAll
    static void stop() throws Exception {
        worker.close();
        sandbox.close();
    }

    /** Runs a command to its end in this process and checks its exit status; returns what it printed. */
    private static String run(int status, String... arguments) {
        return run(status, Map.of(), arguments);
    }

    private static String run(int status, Map<String, String> changes, String... arguments) {
        var environment = sandbox.environment();
        environment.putAll(changes);
        var output = new StringWriter();
        var printer = new PrintWriter(output, true);
        assertThat(MaskExport.commandLine(environment).setOut(printer).setErr(printer).execute(arguments))
                .as(output.toString()).isEqualTo(status);
        return output.toString();
    }

    private static String file(String id, String prefix) throws Exception {
        return Files.writeString(folder.resolve(id + ".json"), SandboxClient.request(id, prefix, "")).toString();
    }

    @Test
    void a_request_is_followed_to_its_end_and_its_result_verified() throws Exception {
        var lines = new ArrayList<>(run(0, "request", file("followed", "sample/")).lines().toList());

        assertThat(lines).startsWith("sent request followed to topic mask-export.requests.v1 at "
                + sandbox.kafka().bootstrapServers() + "; waiting for a worker", "accepted: the whole project",
                "planned: 4 items in 1 task")
                .anyMatch(line -> line.startsWith("completed: 4 items"))
                .anyMatch(line -> line.startsWith("  s3://exports/out/followed/7_test.tar, "));
        assertThat(run(0, "verify", "s3://exports/out/followed"))
                .startsWith("the export matches its manifest: 1 part, 4 items, ");
    }

    @Test
    void warnings_have_the_same_status_in_all_strict_commands() throws Exception {
        var flawed = file("flawed", "flawed/");
        var unpacked = folder.resolve("unpacked").toString();

        assertThat(run(10, "request", "--strict", flawed)).contains("warnings: MISSING_ANNOTATION 1");
        assertThat(run(10, "status", "--strict", flawed)).contains("/out/flawed/; 1 warning\n");
        assertThat(run(10, "follow", "--strict", "--unpack", unpacked, flawed)).contains("all as the manifest says");
        run(10, "verify", "--strict", "s3://exports/out/flawed");
        run(10, "preview", "--strict", "s3://exports/out/flawed", "--out", folder.resolve("flawed.html").toString());
        run(0, "request", flawed);
        run(0, "status", flawed);
        run(0, "follow", "--unpack", unpacked, flawed);
        run(0, "verify", "s3://exports/out/flawed");
    }

    @Test
    void the_same_request_is_answered_again() throws Exception {
        run(0, "request", file("twice", "sample/"));

        assertThat(run(0, "request", "--json", file("twice", "sample/"))).contains("\"requestId\": \"twice\"");
        assertThat(run(1, "request", file("twice", "other/"))).contains("rejected: REQUEST_ID_CONFLICT");
    }

    @Test
    void a_failed_export_says_why() throws Exception {
        assertThat(run(1, "request", file("failing", "nothing/"))).contains("failed: MISSING_META");
        assertThat(run(1, "verify", "s3://exports/out/failing/"))
                .startsWith("not-completed manifest.json: status failed");
    }

    @Test
    void an_export_is_cancelled_before_its_request_arrives() throws Exception {
        assertThat(run(6, "cancel", "unborn", "--quiet", "--bucket", "exports", "--prefix", "out/"))
                .startsWith("cancelled in advance: no worker had planned an export unborn");
        assertThat(run(1, "request", file("unborn", "sample/"))).contains("cancelled");
    }

    @Test
    void a_cancellation_ahead_of_its_request_holds_whatever_destination_it_names() throws Exception {
        assertThat(run(6, "cancel", "misled", "-q", "--bucket", "exports", "--prefix", "elsewhere/"))
                .startsWith("cancelled");
        assertThat(run(1, "request", file("misled", "sample/"))).contains("cancelled");
        assertThat(run(1, "verify", "s3://exports/elsewhere/misled/")).contains("status cancelled");
    }

    @Test
    void a_cancellation_without_effect_says_why_and_the_status_command_agrees() throws Exception {
        var late = file("late", "sample/");
        assertThat(run(4, "status", "late")).contains("late: unknown", "name its --bucket and --prefix");
        run(0, "request", "-q", late);
        assertThat(run(4, "cancel", late))
                .contains("late had already ended, and was not cancelled:\ncompleted: 4 items");
        assertThat(run(4, "cancel", late))
                .contains("late had already ended, and was not cancelled:\ncompleted: 4 items");
        assertThat(run(0, "status", late)).startsWith("late: completed: 4 items, 1 part, ");
        assertThat(run(0, "status", "--json", "late")).contains("\"state\": \"completed\"");

        run(6, "cancel", "twice-cancelled", "--bucket", "exports", "--prefix", "out/");
        assertThat(run(5, "cancel", "twice-cancelled", "--bucket", "exports", "--prefix", "out/"))
                .contains("twice-cancelled had already been cancelled:");
        assertThat(run(1, "status", "twice-cancelled")).isEqualTo("twice-cancelled: cancelled\n");
        assertThat(run(0, "list")).contains("late: completed: 4 items", "twice-cancelled: cancelled");
        assertThat(run(0, "list", "--bucket", "exports", "--prefix", "out", "--json"))
                .contains("{\"requestId\":\"late\",\"state\":\"completed\",");
    }

    @Test
    void a_store_that_cannot_be_used_is_a_line_with_the_remedy() {
        var any = new String[] {"verify", "s3://exports/out/any"};
        assertThat(run(2, Map.of("S3_ENDPOINT", "http://127.0.0.1:1"), any).strip())
                .isEqualTo("cannot verify s3://exports/out/any: the object store at "
                        + "http://127.0.0.1:1 cannot be reached: connection refused; check S3_ENDPOINT, and whether the "
                        + "store is running");
        assertThat(run(2, Map.of("S3_SECRET_KEY", "guessed"), any))
                .contains("403", "; check S3_ACCESS_KEY and S3_SECRET_KEY")
                .hasLineCount(1);
        assertThat(run(2, Map.of("S3_ENDPOINT", "minio:9000", "LOG_LEVEL", "LOUD", "S3_CA_FILE", "none.pem"), any))
                .contains("S3_ENDPOINT=minio:9000: not an address",
                        "LOG_LEVEL=LOUD: not one of ERROR, WARN, INFO, DEBUG",
                        "S3_CA_FILE=none.pem: no such file")
                .hasLineCount(4);
    }

    @Test
    void a_missing_broker_is_reported() throws Exception {
        assertThat(
                run(2, Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1"), "request", file("lonely", "sample/")).strip())
                .isEqualTo("the broker at 127.0.0.1:1 cannot be reached: connection refused; "
                        + "check KAFKA_BOOTSTRAP_SERVERS, and whether the broker is running");
        assertThat(run(2, Map.of("KAFKA_EVENT_TOPIC", "nothing"), "request", file("lonely", "sample/")).strip())
                .isEqualTo("the broker has no topic nothing; create it (docs/operations.md), or "
                        + "check KAFKA_EVENT_TOPIC");
    }

    @Test
    void topics_that_do_not_exist_are_told_before_anything_is_sent() throws Exception {
        assertThat(run(2, Map.of("KAFKA_REQUEST_TOPIC", "nothing"), "request", file("lonely", "sample/")).strip())
                .isEqualTo("the broker has no topic nothing; create it (docs/operations.md), or check "
                        + "KAFKA_REQUEST_TOPIC");
        assertThat(run(2, Map.of("KAFKA_CONTROL_TOPIC", "nothing"), "cancel", file("lonely", "sample/")).strip())
                .isEqualTo("the broker has no topic nothing; create it (docs/operations.md), or check "
                        + "KAFKA_CONTROL_TOPIC");
    }

    @Test
    void the_members_of_the_workers_group_are_counted() throws Exception {
        var environment = sandbox.environment();
        assertThat(WorkerGroup.members(WorkerSettings.kafkaFrom(environment)).orElseThrow()).isPositive();

        environment.put("KAFKA_GROUP", "nobody");
        assertThat(WorkerGroup.members(WorkerSettings.kafkaFrom(environment))).hasValue(0);
    }

    /** As users run it: a process of its own. */
    @Test
    void a_process_ends_with_the_status() throws Exception {
        try (var process = WorkerProcess.start(sandbox.environment(), List.of(), "request", "--quiet",
                file("process", "nothing/"))) {
            assertThat(process.await()).as(process.output()).isEqualTo(1);
            assertThat(process.output()).startsWith("failed: MISSING_META");
        }
    }
}
