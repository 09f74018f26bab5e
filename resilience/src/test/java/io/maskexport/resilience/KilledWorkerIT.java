package io.maskexport.resilience;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.ExportCancelled;
import io.maskexport.contracts.ExportCompleted;
import io.maskexport.contracts.ExportFailed;
import io.maskexport.contracts.PartCompleted;
import io.maskexport.contracts.ReasonCode;
import io.maskexport.resilience.chaos.AttemptLog;
import io.maskexport.resilience.chaos.FaultProxy;
import io.maskexport.sandbox.GeneratedProject;
import io.maskexport.sandbox.Sandbox;
import io.maskexport.sandbox.SandboxClient;
import io.maskexport.sandbox.TopicEvents;
import io.maskexport.sandbox.WorkerProcess;
import io.maskexport.worker.bucket.ObjectRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

/** Worker processes die, and exports continue where they were. The bucket is slow, so that workers die in the middle. */
class KilledWorkerIT {
    private static final int ITEMS = 30;
    private static final String ARCHIVE = ", \"archive\": {\"partMaxBytes\": 2000000}";

    private static Sandbox sandbox;
    private static FaultProxy slowBucket;
    private static SandboxClient client;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start();
        slowBucket = new FaultProxy().to(sandbox.s3().endpoint().getPort());
        slowBucket.delay(ofMillis(50));
        client = new SandboxClient(sandbox.settings(Map.of()));
        GeneratedProject.upload(client.store(), new ObjectRef(Sandbox.PROJECTS, "noise/"), ITEMS, 200, 3);
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        slowBucket.close();
        sandbox.close();
    }

    /** How a worker ends in the middle of an export. */
    enum End {
        KILLED, TOLD_TO_STOP;

        void of(WorkerProcess worker) throws Exception {
            switch (this) {
                case KILLED -> worker.kill();
                case TOLD_TO_STOP -> assertThat(worker.terminate()).as(worker.output()).isZero();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"KILLED, 1000", "KILLED, 25", "TOLD_TO_STOP, 1000", "TOLD_TO_STOP, 25"})
    void another_worker_continues_without_repeating_finished_parts(End end, int taskItems) throws Exception {
        var id = end.name() + "-" + taskItems;
        var environment = environment(Map.of("TASK_MAX_ITEMS", String.valueOf(taskItems)));
        try (var first = WorkerProcess.work(environment)) {
            client.send(SandboxClient.request(id, "noise/", ARCHIVE));
            awaitPart(id);
            end.of(first);
        }
        double finished = finished(id);
        try (var second = WorkerProcess.work(environment)) {
            var completed = client.completed(id);

            assertThat(completed.totals().items()).isEqualTo(ITEMS);
            assertThat(second.metric("mask_export_items_total").orElseThrow()).isBetween(1.0, ITEMS - finished);
            assertThat(verify("s3://exports/out/" + id + "/")).isZero();
            assertThat(second.terminate()).isZero();
        }
    }

    /** Number of items in finished parts so far. */
    private static long finished(String id) throws Exception {
        client.events().poll();
        var events = client.events().received().stream().map(TopicEvents.ReceivedEvent::event)
                .filter(event -> event.requestId().equals(id)).toList();
        assertThat(events).noneMatch(ExportCompleted.class::isInstance);
        return events.stream().filter(PartCompleted.class::isInstance)
                .mapToLong(event -> ((PartCompleted) event).part().items()).sum();
    }

    @Test
    void an_interrupted_export_has_the_same_bytes_as_an_uninterrupted_one() throws Exception {
        var environment = environment(Map.of());
        try (var first = WorkerProcess.work(environment)) {
            client.send(SandboxClient.request("killed", "noise/", ARCHIVE));
            awaitPart("killed");
            first.kill();
        }
        client.send(SandboxClient.request("undisturbed", "noise/", ARCHIVE));
        try (var second = WorkerProcess.work(environment)) {
            assertThat(sums(client.completed("undisturbed"))).isEqualTo(sums(client.completed("killed")));
            assertThat(client.events().received().stream().filter(e -> e.event().requestId().equals("killed"))
                    .filter(e -> e.event().endsRequest()).distinct()).hasSize(1);
            assertThat(second.isRunning()).isTrue();
        }
    }

    @Test
    void an_input_that_changed_before_the_export_continues_makes_it_fail() throws Exception {
        GeneratedProject.upload(client.store(), new ObjectRef(Sandbox.PROJECTS, "changing/"), ITEMS, 200, 3);
        var environment = environment(Map.of());
        try (var first = WorkerProcess.work(environment)) {
            client.send(SandboxClient.request("changing", "changing/", ARCHIVE));
            awaitPart("changing");
            first.kill();
        }
        var last = new ObjectRef(Sandbox.PROJECTS, "changing/dataset-9/img/image-000029.png");
        client.store().put(last, new byte[] {1}, "image/png");
        try (var _ = WorkerProcess.work(environment)) {
            assertThat(client.last("changing")).isInstanceOfSatisfying(ExportFailed.class, failed -> {
                assertThat(failed.reason()).isEqualTo(ReasonCode.INPUT_CHANGED);
                assertThat(failed.detail()).contains("dataset-9/img/image-000029.png");
            });
            assertOnlyTheManifestIsLeft("changing");
        }
    }

    @Test
    void a_cancelled_export_ends_between_two_items_and_removes_its_parts() throws Exception {
        try (var worker = WorkerProcess.work(environment(Map.of()))) {
            client.send(SandboxClient.request("cancelled", "noise/", ARCHIVE));
            awaitPart("cancelled");
            slowBucket.delay(ofSeconds(1)); // so that the export cannot end before its cancellation arrives
            client.send("mask-export.control.v1", """
                    {"version": 1, "requestId": "cancelled",
                     "destination": {"bucket": "exports", "prefix": "out/"}}""");

            assertThat(client.last("cancelled")).isInstanceOf(ExportCancelled.class);
            slowBucket.delay(ofMillis(50));
            client.send(SandboxClient.request("next", "noise/", ", \"datasets\": [\"dataset-1\"]"));
            assertThat(client.completed("next").totals().items()).isEqualTo(ITEMS / 10);
            assertOnlyTheManifestIsLeft("cancelled");
            assertThat(worker.isRunning()).isTrue();
        }
    }

    @Test
    void a_request_that_kills_its_worker_five_times_is_given_up() throws Exception {
        slowBucket.delay(ofMillis(200));
        client.send(SandboxClient.request("poison", "noise/", ""));
        var attempted = new AttemptLog();
        for (int start = 1; start <= 5; start++) {
            try (var worker = WorkerProcess.work(environment(Map.of("LOG_LEVEL", "DEBUG")))) {
                awaitAttempts("poison", start);
                worker.kill();
                attempted.add(worker.output(), List.of());
            }
        }
        slowBucket.delay(ofMillis(50));
        try (var sixth = WorkerProcess.work(environment(Map.of()))) {
            assertThat(client.last("poison")).isInstanceOfSatisfying(ExportFailed.class,
                    failed -> assertThat(failed.reason()).isEqualTo(ReasonCode.POISON_REQUEST));
            assertThat(sixth.metric("mask_export_items_total")).hasValue(0);
            assertOnlyTheManifestIsLeft("poison");
            attempted.add(sixth.output(), List.of());
            assertThat(attempted.givenUpRightly()).containsExactly("poison");
        }
    }

    /** Waits for the marks of attempts: each is written before its attempt begins, and stays if the worker is killed. */
    private static void awaitAttempts(String id, int count) throws Exception {
        var marks = new ObjectRef(Sandbox.WORK, "mask-export/" + id + "/attempts/");
        var end = Instant.now().plus(SandboxClient.TIMEOUT);
        for (int found = 0; found < count; Thread.sleep(20)) {
            assertThat(Instant.now()).as("marks: " + found).isBefore(end);
            found = 0;
            for (var all = client.store().list(marks); all.hasNext(); all.next()) {
                found++;
            }
        }
    }

    private static void awaitPart(String id) throws Exception {
        client.events().await(e -> e instanceof PartCompleted && e.requestId().equals(id), SandboxClient.TIMEOUT);
    }

    private static void assertOnlyTheManifestIsLeft(String id) throws Exception {
        assertThat(client.objects(id)).containsExactly("out/" + id + "/manifest.json");
        assertThat(client.store().openUploads(new ObjectRef(Sandbox.EXPORTS, "out/" + id + "/"))).isEmpty();
    }

    private static Map<String, String> environment(Map<String, String> changes) {
        var environment = new HashMap<>(sandbox.environment());
        environment.put("S3_ENDPOINT", "http://127.0.0.1:" + slowBucket.port());
        environment.put("S3_MAX_REQUESTS", "4");
        environment.put("RENDER_MEMORY", "2MiB");
        environment.put("QUEUE_LOCK", "60s"); // a lost lock would repeat items, too
        environment.put("RENDER_THREADS", "1");
        environment.putAll(changes);
        return environment;
    }

    private static int verify(String export) throws Exception {
        try (var process = WorkerProcess.start(environment(Map.of()), List.of(), "verify", export)) {
            int status = process.await();
            assertThat(status).as(process.output()).isZero();
            return status;
        }
    }

    private static List<String> sums(ExportCompleted completed) {
        return completed.parts().stream().map(ArchivePart::sha256).toList();
    }
}
