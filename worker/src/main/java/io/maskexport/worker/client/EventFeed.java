package io.maskexport.worker.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.maskexport.contracts.CancellationEffect;
import io.maskexport.contracts.ExportEvent;

/** Port: the events of one request, each once. */
public interface EventFeed {
    /** Returns the events that have arrived, in order; waits at most {@code wait} for the first. */
    List<ExportEvent> poll(Duration wait) throws IOException;

    /** What the last event says to the sender of a cancellation; empty before that event, and if it says nothing. */
    default Optional<CancellationEffect> effect() {
        return Optional.empty();
    }
}
