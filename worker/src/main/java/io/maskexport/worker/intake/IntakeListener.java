package io.maskexport.worker.intake;

import java.util.Map;
import java.util.function.Supplier;

import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** Port: told what happens with records, for metrics. Called from many threads; must be quick and must not throw. */
public interface IntakeListener {
    /** Listens to nothing. */
    IntakeListener NONE = new IntakeListener() {
    };

    /** What came of a renewal or an acknowledgement. */
    enum LockOutcome {
        RENEWED, LOST, FAILED
    }

    /** A consumer was opened, with its client's metrics; what is returned is closed with it. */
    default ConsumerBinding opened(Supplier<Map<MetricName, ? extends Metric>> metrics) {
        return () -> {};
    }

    /** Ends what listens to a consumer. */
    @FunctionalInterface
    interface ConsumerBinding extends AutoCloseable {
        @Override
        void close();
    }

    /** A lock was renewed, or not. */
    default void renewed(LockOutcome outcome) {}

    /** A record was taken for the second time or more. */
    default void redelivered() {}

    /** A record was handed over. */
    default void handedOver() {}
}
