package io.maskexport.worker.protocol;

import java.io.IOException;

import io.maskexport.contracts.CancellationEffect;
import io.maskexport.contracts.ExportEvent;
import io.maskexport.contracts.TraceContext;

/** Port: where events go. Safe for many threads. */
public interface EventSink {
    /**
     * Returns when the event is durable.
     *
     * @throws io.maskexport.worker.failure.Failure if it cannot be made durable now
     */
    void publish(ExportEvent event, TraceContext trace) throws IOException, InterruptedException;

    /**
     * As {@link #publish}, the answer to a cancellation that ended no export.
     *
     * @param effect why it ended none
     */
    default void answer(ExportEvent event, CancellationEffect effect, TraceContext trace)
            throws IOException, InterruptedException {
        publish(event, trace);
    }

    /** Sends an event that may be lost. */
    void offer(ExportEvent event, TraceContext trace);
}
