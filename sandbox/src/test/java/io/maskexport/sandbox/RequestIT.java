package io.maskexport.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.maskexport.worker.service.WorkerService;
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
        }
        worker = WorkerService.start(sandbox.settings(Map.of()), "test");
    }

    @AfterAll
    static void stop() throws Exception {
        worker.close();
        sandbox.close();
    }

    /** Runs a command to its end and checks its exit status. */
    private static String run(int status, String... arguments) throws Exception {
        try (var process = WorkerProcess.start(sandbox.environment(), List.of(), arguments)) {
            assertThat(process.await()).as(process.output()).isEqualTo(status);
            return process.output();
        }
    }

    private static String file(String id, String prefix) throws Exception {
        return Files.writeString(folder.resolve(id + ".json"), SandboxClient.request(id, prefix, "")).toString();
    }

    @Test
    void a_request_is_followed_to_its_end_and_its_result_verified() throws Exception {
        var lines = new ArrayList<>(run(0, "request", file("followed", "sample/")).lines().toList());

        assertThat(lines).startsWith("accepted: the whole project", "planned: 4 items in 1 task")
                .anyMatch(line -> line.startsWith("completed: 4 items"))
                .anyMatch(line -> line.startsWith("  s3://exports/out/followed/7_test.tar, "));
        assertThat(run(0, "verify", "s3://exports/out/followed"))
                .startsWith("the export matches its manifest: 1 part, 4 items, ");
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
        assertThat(run(0, "cancel", "unborn", "--bucket", "exports", "--prefix", "out/")).startsWith("cancelled");
        assertThat(run(1, "request", file("unborn", "sample/"))).contains("cancelled");
    }

    @Test
    void a_cancellation_ahead_of_its_request_holds_whatever_destination_it_names() throws Exception {
        assertThat(run(0, "cancel", "misled", "--bucket", "exports", "--prefix", "elsewhere/")).startsWith("cancelled");
        assertThat(run(1, "request", file("misled", "sample/"))).contains("cancelled");
        assertThat(run(1, "verify", "s3://exports/elsewhere/misled/")).contains("status cancelled");
    }

    @Test
    void a_missing_broker_is_reported() throws Exception {
        var environment = sandbox.environment();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
        try (var process = WorkerProcess.start(environment, List.of(), "request", file("lonely", "sample/"))) {
            assertThat(process.await()).isEqualTo(2);
            assertThat(process.output()).contains("the broker at 127.0.0.1:1");
        }
    }
}
