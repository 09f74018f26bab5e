package io.maskexport.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.maskexport.contracts.ExportAccepted;
import io.maskexport.contracts.ExportFailed;
import io.maskexport.contracts.ExportRejected;
import io.maskexport.contracts.IgnoredField;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.ReasonCode;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.service.WorkerService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Every invalid request gets its code, and the next request is served. */
class BadInputIT {
    private static final Path SAMPLE = Path.of("src/main/resources/sample");

    private static Sandbox sandbox;
    private static WorkerService worker;
    private static SandboxClient client;
    private static int served;

    @BeforeAll
    static void start(@TempDir Path empty) throws Exception {
        sandbox = Sandbox.start();
        client = new SandboxClient(sandbox.settings(Map.of()));
        client.upload(SAMPLE, "sample/");
        Files.writeString(empty.resolve("meta.json"), "{\"classes\": 5}");
        client.upload(empty, "broken/");
        client.upload(SAMPLE, "damaged/");
        client.store().put(new ObjectRef(Sandbox.PROJECTS, "damaged/street/ann/crossing.jpg.json"), "{".getBytes(UTF_8),
                "application/json");
        GeneratedProject.upload(client.store(), new ObjectRef(Sandbox.PROJECTS, "many/"), 30, 20, 1);
        GeneratedProject.upload(client.store(), new ObjectRef(Sandbox.PROJECTS, "large/"), 3, 600, 1);
        worker = WorkerService.start(sandbox.settings(Map.of("EXPORT_READABLE", "projects,no-such-bucket",
                "LIMIT_EXPORT_MEMBERS", "100", "LIMIT_EXPORT_BYTES", "3MiB")), "test");
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        worker.close();
        sandbox.close();
    }

    @AfterEach
    void the_next_request_is_served(TestInfo test) throws Exception {
        var id = "next-" + ++served;
        client.send(SandboxClient.request(id, "sample/", ""));
        assertThat(client.completed(id).totals().items()).as(test.getDisplayName()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"not JSON | MALFORMED_REQUEST", "[1, 2] | MALFORMED_REQUEST",
        "{\"version\": 1} | MALFORMED_REQUEST",
        "{\"version\": 99, \"requestId\": \"no/id\"} | UNSUPPORTED_VERSION"})
    void what_cannot_be_answered_becomes_a_dead_letter(String value, String reason) throws Exception {
        client.send(value);

        assertThat(client.deadLetter(value)).containsEntry("x-original-topic", "mask-export.requests.v1")
                .containsKey("x-detail").containsEntry("x-reason", reason);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "resize, `, \"options\": {\"resizePercent\": 0}`, INVALID_OPTION, options.resizePercent",
        "thickness, `, \"options\": {\"thickness\": -1}`, INVALID_OPTION, options.thickness"})
    void forbidden_values_are_refused_field_by_field(String id, String more, ReasonCode reason, String field)
            throws Exception {
        client.send("""
                {"version": 1, "requestId": "%s", "source": {"bucket": "projects", "prefix": "sample/"},
                 "project": {"id": 7, "name": "test"},
                 "destination": {"bucket": "exports", "prefix": "out/"}%s}""".formatted(id, more));

        assertThat(client.last(id)).isInstanceOfSatisfying(ExportRejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(reason);
            assertThat(rejected.problems()).extracting(ExportRejected.FieldProblem::field).containsExactly(field);
        });
    }

    @Test
    void mistyped_fields_are_named_when_the_request_is_accepted_and_in_the_manifest() throws Exception {
        client.send(SandboxClient.request("unknown", "sample/", "").replace("\"instanceMasks\"", "\"instanceMask\"")
                .replaceFirst("\\{", "{\"optoins\": {\"instanceMasks\": true},"));
        var ignored = List.of(new IgnoredField("optoins", "options"),
                new IgnoredField("options.instanceMask", "options.instanceMasks"));

        assertThat(client.completed("unknown").totals().masks().instance()).isZero();
        assertThat(manifest("unknown").ignoredFields()).isEqualTo(ignored);
        assertThat(client.events()
                .await(event -> event instanceof ExportAccepted && event.requestId().equals("unknown"),
                        SandboxClient.TIMEOUT)
                .event()).isInstanceOfSatisfying(ExportAccepted.class,
                        accepted -> assertThat(accepted.ignoredFields()).isEqualTo(ignored));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"budget-0, 0, 0", "budget-share, `\"24.9%\"`, 0"})
    void an_export_fails_when_more_items_fail_than_its_request_allows(String id, String budget, long allowed)
            throws Exception {
        client.send(SandboxClient.request(id, "damaged/", ", \"maxFailedItems\": " + budget));

        assertFailed(id, ReasonCode.TOO_MANY_FAILED_ITEMS);
        assertThat(Objects.requireNonNull(manifest(id).failure()).detail())
                .isEqualTo("more than %d of 4 items lack masks (maxFailedItems is %s)"
                        .formatted(allowed, budget.replace("\"", ""))
                        + "; the first: BROKEN_ANNOTATION of street/img/crossing.jpg");
        assertThat(client.objects(id)).containsExactly("out/" + id + "/manifest.json");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"allowed-1, 1", "allowed-share, `\"25%\"`"})
    void an_export_completes_while_no_more_items_fail_than_its_request_allows(String id, String budget)
            throws Exception {
        client.send(SandboxClient.request(id, "damaged/", ", \"maxFailedItems\": " + budget));

        assertThat(client.completed(id).warnings().counts()).containsEntry("BROKEN_ANNOTATION", 1L);
    }

    private static Manifest manifest(String id) throws Exception {
        return Manifest.read(client.store()
                .read(new ObjectRef(Sandbox.EXPORTS, "out/" + id + "/manifest.json")).orElseThrow());
    }

    @Test
    void an_unknown_version_is_refused() throws Exception {
        client.send("{\"version\": 2, \"requestId\": \"version\"}");

        assertThat(client.last("version")).isInstanceOfSatisfying(ExportRejected.class,
                rejected -> assertThat(rejected.reason()).isEqualTo(ReasonCode.UNSUPPORTED_VERSION));
    }

    @Test
    void a_location_outside_the_policy_is_refused() throws Exception {
        client.send(SandboxClient.request("forbidden", "sample/", "").replace("\"projects\"", "\"secrets\""));

        assertThat(client.last("forbidden")).isInstanceOfSatisfying(ExportRejected.class,
                rejected -> assertThat(rejected.reason()).isEqualTo(ReasonCode.FORBIDDEN_SOURCE));
    }

    @ParameterizedTest
    @CsvSource({"missing-meta, nowhere/, MISSING_META", "broken-meta, broken/, BROKEN_META"})
    void a_folder_that_is_not_a_project_fails(String id, String prefix, ReasonCode reason) throws Exception {
        client.send(SandboxClient.request(id, prefix, ""));

        assertFailed(id, reason);
        assertThat(client.objects(id)).containsExactly("out/" + id + "/manifest.json");
    }

    @ParameterizedTest
    @CsvSource({"many, more than 100 files", "large, more than 3145728 bytes"})
    void an_archive_that_gets_too_large_fails_and_leaves_no_part(String project, String detail) throws Exception {
        var id = "too-" + project;
        client.send(SandboxClient.request(id, project + "/", ", \"archive\": {\"partMaxBytes\": 100000}"));

        assertFailed(id, ReasonCode.OUTPUT_LIMIT);
        assertThat(Objects.requireNonNull(manifest(id).failure()).detail()).contains(detail);
        assertThat(client.objects(id)).containsExactly("out/" + id + "/manifest.json");
    }

    @Test
    void a_missing_bucket_fails() throws Exception {
        client.send(SandboxClient.request("bucket", "sample/", "").replace("\"projects\"", "\"no-such-bucket\""));

        assertFailed("bucket", ReasonCode.SOURCE_NOT_FOUND);
    }

    @Test
    void an_unknown_dataset_fails() throws Exception {
        client.send(SandboxClient.request("dataset", "sample/", ", \"datasets\": [\"street\", \"nowhere\"]"));

        assertFailed("dataset", ReasonCode.UNKNOWN_DATASET);
    }

    @Test
    void an_id_that_was_used_for_something_else_is_refused_and_the_first_export_stays() throws Exception {
        client.send(SandboxClient.request("twice", "sample/", ""));
        var first = client.completed("twice");
        client.send(SandboxClient.request("twice", "sample/", ", \"datasets\": [\"street\"]"));

        var refused = client.events().await(
                event -> event instanceof ExportRejected && event.requestId().equals("twice"), SandboxClient.TIMEOUT);
        assertThat(((ExportRejected) refused.event()).reason()).isEqualTo(ReasonCode.REQUEST_ID_CONFLICT);
        assertThat(client.download(first, Files.createTempDirectory("first"))).hasSize(1);
    }

    @Test
    void a_repeated_request_is_answered_with_the_same_event() throws Exception {
        client.send(SandboxClient.request("again", "sample/", ""));
        client.completed("again");
        client.send(SandboxClient.request("again", "sample/", ""));

        var end = Instant.now().plus(SandboxClient.TIMEOUT);
        while (answers("again").size() < 2 && Instant.now().isBefore(end)) {
            client.events().poll();
        }
        assertThat(answers("again")).hasSize(2).containsOnly(answers("again").getFirst());
    }

    private static List<TopicEvents.ReceivedEvent> answers(String id) {
        return client.events().received().stream()
                .filter(e -> e.event().requestId().equals(id) && e.event().endsRequest()).toList();
    }

    private static void assertFailed(String id, ReasonCode reason) throws Exception {
        assertThat(client.last(id)).isInstanceOfSatisfying(ExportFailed.class,
                failed -> assertThat(failed.reason()).isEqualTo(reason));
    }
}
