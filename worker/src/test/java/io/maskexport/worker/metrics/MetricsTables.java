package io.maskexport.worker.metrics;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The tables of meters and of their tags in docs/metrics.md. */
final class MetricsTables {
    /** Documentation for tags with too many values to list, or with values unknown before startup. */
    private static final Map<String, String> MANY = Map.of("code", "each defect code", "version",
            "the version of the worker", "reason",
            "each code of [codes.md](codes.md) for failed exports, none for others", "limit",
            "each `LIMIT_…` of [settings.md](settings.md), without the prefix and in lower case");

    private static final int MOST_LISTED = 12;

    private MetricsTables() {}

    static String markdown() {
        return Arrays.stream(WorkerMeter.values()).map(MetricsTables::row)
                .collect(Collectors.joining("\n", "| Name | Type | Meaning |\n|---|---|---|\n", "\n"))
                + Arrays.stream(WorkerMeter.values())
                        .flatMap(meter -> meter.tags().stream().map(tag -> row(meter, tag)))
                        .collect(Collectors.joining("\n", "\n| Name | Tag | Values |\n|---|---|---|\n", "\n"));
    }

    private static String row(WorkerMeter meter) {
        var type = switch (meter.kind()) {
            case COUNTER -> "counter";
            case GAUGE -> "gauge";
            case TIMER -> "histogram";
            case BYTES -> "summary";
            case INFO -> "info";
        };
        return "| `%s` | %s | %s |".formatted(meter.prometheusName(), type, meter.description());
    }

    private static String row(WorkerMeter meter, WorkerMeter.MeterTag tag) {
        boolean listed = !tag.values().isEmpty() && tag.values().size() <= MOST_LISTED;
        return "| `%s` | `%s` | %s |".formatted(meter.prometheusName(), tag.name(),
                listed ? String.join(", ", tag.values()) : MANY.get(tag.name()));
    }
}
