package io.maskexport.worker.intake;

import java.util.Map;
import java.util.function.Supplier;

import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** Port: reports what happens to records, for metrics. Called from many threads; must be quick and must not throw. */
public interface IntakeListener {
    /** Ignores everything. */
    IntakeListener NONE = new IntakeListener() {
    };

    /** The result of a renewal or an acknowledgement. */
    enum LockOutcome {
        RENEWED, LOST, FAILED
    }

    /** A consumer was opened. Receives its client metrics; the returned binding is closed together with the consumer. */
    default ConsumerBinding opened(Supplier<Map<MetricName, ? extends Metric>> metrics) {
        return () -> {};
    }

    /** Releases what observes a consumer. */
    @FunctionalInterface
    interface ConsumerBinding extends AutoCloseable {
        @Override
        void close();
    }

    /** A lock renewal ended. */
    default void renewed(LockOutcome outcome) {}

    /** A record was delivered for the second time or later. */
    default void redelivered() {}

    /** A record was handed over. */
    default void handedOver() {}
}
