package io.maskexport.worker.service;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

import io.maskexport.worker.metrics.WorkerMeter;
import io.maskexport.worker.metrics.WorkerMeter.RecordKind;
import io.maskexport.worker.metrics.WorkerMeter.WorkTopic;
import io.maskexport.worker.metrics.WorkerMetrics;
import io.maskexport.worker.ops.QuantityText;

/** What a page says of the queue and of this worker, from its metrics. */
record WorkerFacts(WorkerMetrics metrics, String version, Liveness liveness) {
    private static final String UNKNOWN = "not known";

    Map<String, String> queue() {
        var facts = new LinkedHashMap<String, String>();
        for (var topic : WorkTopic.QUEUES) {
            var name = topic.name().toLowerCase(Locale.ROOT);
            facts.put(name + " not finished", whole(metrics.gauge(WorkerMeter.BACKLOG, topic)));
            facts.put(name + ": oldest", age(metrics.gauge(WorkerMeter.OLDEST, topic)));
        }
        return facts;
    }

    Map<String, String> worker() {
        var facts = new LinkedHashMap<String, String>();
        facts.put("version", version);
        facts.put("state", liveness.unready().map(why -> "not ready: " + why).orElse("ready"));
        for (var kind : RecordKind.values()) {
            facts.put(kind.name().toLowerCase(Locale.ROOT) + "s in progress",
                    whole(metrics.gauge(WorkerMeter.IN_FLIGHT, kind)) + " of "
                            + whole(metrics.gauge(WorkerMeter.SLOTS, kind)));
        }
        facts.put("memory for images", bytes(metrics.gauge(WorkerMeter.BUFFER)) + " of "
                + bytes(metrics.gauge(WorkerMeter.BUFFER_LIMIT)));
        facts.put("running for", text(Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime())));
        return facts;
    }

    private static String whole(OptionalDouble value) {
        return value.isEmpty() ? UNKNOWN : String.format(Locale.ROOT, "%,d", (long) value.getAsDouble());
    }

    private static String bytes(OptionalDouble value) {
        return value.isEmpty() ? UNKNOWN : QuantityText.bytes((long) value.getAsDouble());
    }

    private static String age(OptionalDouble seconds) {
        return seconds.isEmpty() ? UNKNOWN : text(Duration.ofSeconds((long) seconds.getAsDouble()));
    }

    /** Days, hours, minutes and seconds: {@code 2 h 5 min}. */
    private static String text(Duration time) {
        if (time.toMinutes() == 0) {
            return time.toSeconds() + " s";
        }
        return time.toHours() == 0
                ? time.toMinutes() + " min"
                : time.toHours() + " h " + time.toMinutesPart() + " min";
    }
}
