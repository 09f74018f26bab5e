package io.maskexport.worker.protocol;

import java.io.IOException;

import io.maskexport.contracts.Event;
import io.maskexport.contracts.Trace;

/** Port: where events go. Safe for many threads. */
public interface EventSink {
    /**
     * Returns when the event is durable.
     *
     * @throws io.maskexport.worker.failure.Failure when it cannot be made so now
     */
    void publish(Event event, Trace trace) throws IOException, InterruptedException;

    /** Sends an event that may be lost. */
    void offer(Event event, Trace trace);
}
