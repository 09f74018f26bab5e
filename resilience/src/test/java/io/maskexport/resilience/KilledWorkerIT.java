package io.maskexport.resilience;

import java.util.Map;

import io.maskexport.contracts.ExportCompleted;
import io.maskexport.contracts.ExportFailed;
import io.maskexport.contracts.PartCompleted;
import io.maskexport.contracts.ReasonCode;
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

import static org.assertj.core.api.Assertions.assertThat;

/** Worker processes die, and exports continue where they were. The bucket is slow, so that workers die in the middle. */
class KilledWorkerIT {
    private static SlowSandbox sandbox;
    private static SandboxClient client;

    @BeforeAll
    static void start() throws Exception {
        sandbox = new SlowSandbox();
        client = sandbox.client();
    }

    @AfterAll
    static void stop() throws Exception {
        sandbox.close();
    }

    /** How a worker ends in the middle of an export. */
    enum End {
        KILLED, TOLD_TO_STOP;

        void of(WorkerProcess worker) throws Exception {
            switch (this) {
                case KILLED -> worker.kill();
                case TOLD_TO_STOP -> {
                    assertThat(worker.terminate()).as(worker.output()).isZero();
                    assertThat(worker.output()).contains("stopping: takes no more records",
                            "handed over to another worker: mask-export.").doesNotContain(" WARN ", " ERROR ");
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"KILLED, 1000", "KILLED, 25", "TOLD_TO_STOP, 1000", "TOLD_TO_STOP, 25"})
    void another_worker_continues_without_repeating_finished_parts(End end, int taskItems) throws Exception {
        var id = end.name() + "-" + taskItems;
        var environment = sandbox.environment(Map.of("TASK_MAX_ITEMS", String.valueOf(taskItems)));
        try (var first = WorkerProcess.work(environment)) {
            client.send(SandboxClient.request(id, "noise/", SlowSandbox.ARCHIVE));
            sandbox.awaitPart(id);
            end.of(first);
        }
        double finished = finished(id);
        try (var second = WorkerProcess.work(environment)) {
            var completed = client.completed(id);

            assertThat(completed.totals().items()).isEqualTo(SlowSandbox.ITEMS);
            assertThat(second.metric("mask_export_items_total").orElseThrow()).isBetween(1.0,
                    SlowSandbox.ITEMS - finished);
            sandbox.assertVerifies(id);
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
        var environment = sandbox.environment(Map.of());
        try (var first = WorkerProcess.work(environment)) {
            client.send(SandboxClient.request("killed", "noise/", SlowSandbox.ARCHIVE));
            sandbox.awaitPart("killed");
            first.kill();
        }
        client.send(SandboxClient.request("undisturbed", "noise/", SlowSandbox.ARCHIVE));
        try (var second = WorkerProcess.work(environment)) {
            assertThat(SlowSandbox.sums(client.completed("undisturbed")))
                    .isEqualTo(SlowSandbox.sums(client.completed("killed")));
            assertThat(client.events().received().stream().filter(e -> e.event().requestId().equals("killed"))
                    .filter(e -> e.event().endsRequest()).distinct()).hasSize(1);
            assertThat(second.isRunning()).isTrue();
        }
    }

    @Test
    void an_input_that_changed_before_the_export_continues_makes_it_fail() throws Exception {
        sandbox.upload("changing/");
        var environment = sandbox.environment(Map.of());
        try (var first = WorkerProcess.work(environment)) {
            client.send(SandboxClient.request("changing", "changing/", SlowSandbox.ARCHIVE));
            sandbox.awaitPart("changing");
            first.kill();
        }
        var last = new ObjectRef(Sandbox.PROJECTS, "changing/dataset-9/img/image-000029.png");
        client.store().put(last, new byte[] {1}, "image/png");
        try (var _ = WorkerProcess.work(environment)) {
            assertThat(client.last("changing")).isInstanceOfSatisfying(ExportFailed.class, failed -> {
                assertThat(failed.reason()).isEqualTo(ReasonCode.INPUT_CHANGED);
                assertThat(failed.detail()).contains("dataset-9/img/image-000029.png");
            });
            sandbox.assertOnlyTheManifestIsLeft("changing");
        }
    }
}
