package io.maskexport.worker.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.maskexport.contracts.CommandReader;
import io.maskexport.contracts.CommandResult;
import io.maskexport.contracts.ExportEvent;
import io.maskexport.contracts.ExportProgressed;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.RecordEnvelope;
import io.maskexport.contracts.TraceContext;
import io.maskexport.export.SourceFile;
import io.maskexport.worker.plan.Plan;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ProgressEventsTest {
    private static final String REQUEST = """
            {"version": 1, "requestId": "long", "source": {"bucket": "projects", "prefix": "p/"},
             "project": {"id": 1, "name": "p"}, "destination": {"bucket": "exports"}}""";

    private final List<ExportProgressed> told = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    @Test
    void slow_work_is_told_of_every_five_seconds() {
        var progress = progress(1_000_000);
        for (int done = 1; done <= 100; done++) {
            now = now.plusMillis(500);
            progress.done(done);
        }
        assertThat(told).extracting(ExportProgressed::done).containsExactly(10L, 20L, 30L, 40L, 50L, 60L, 70L, 80L, 90L,
                100L);
    }

    @Test
    void of_quicker_work_every_hundredth_is_told() {
        var progress = progress(1_000);
        for (int done = 1; done <= 40; done++) {
            now = now.plusMillis(200);
            progress.done(done);
        }
        assertThat(told).extracting(ExportProgressed::done).containsExactly(10L, 20L, 30L, 40L);
    }

    @Test
    void nothing_is_told_more_than_once_a_second() {
        var progress = progress(200);
        for (int done = 1; done <= 200; done++) {
            now = now.plus(Duration.ofMillis(20));
            progress.done(done);
        }
        assertThat(told).extracting(ExportProgressed::done).containsExactly(50L, 100L, 150L, 200L);
        assertThat(told).allMatch(event -> event.items() == 200 && event.task() == 1);
    }

    private ProgressEvents progress(int items) {
        return new ProgressEvents(new EventSink() {
            @Override
            public void publish(ExportEvent event, TraceContext trace) {
                throw new AssertionError("waits for the broker: " + event);
            }

            @Override
            public void offer(ExportEvent event, TraceContext trace) {
                told.add((ExportProgressed) event);
            }
        }, () -> now, plan(items), 1);
    }

    private static Plan plan(int items) {
        return new Plan("digest", request(), null, null, "1_p", true, 1, new SourceFile("meta.json", 2, "v"),
                "inputs", List.of(new Plan.ItemChunk("list", items)), false, List.of(), null, null, null, 1, List.of());
    }

    private static ExportRequested request() {
        var reading = CommandReader.read(new RecordEnvelope(Map.of(), REQUEST.getBytes(UTF_8)));
        if (reading instanceof CommandResult.ValidCommand(ExportRequested request, var _, var _)) {
            return request;
        }
        throw new AssertionError(reading);
    }
}
