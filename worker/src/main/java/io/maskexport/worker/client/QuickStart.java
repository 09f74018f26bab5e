package io.maskexport.worker.client;

import java.util.Map;

/** Properties that a client which lives for seconds does better without: its metrics. */
final class QuickStart {
    private QuickStart() {}

    static void apply(Map<String, Object> properties) {
        properties.putIfAbsent("metric.reporters", "");
        properties.putIfAbsent("enable.metrics.push", false);
    }
}
