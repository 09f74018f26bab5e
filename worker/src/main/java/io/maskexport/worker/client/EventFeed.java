package io.maskexport.worker.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.maskexport.contracts.ExportEvent;

/** Port: the events of one request, each once. */
public interface EventFeed {
    /** Returns the events that have arrived, in order; waits at most {@code wait} for the first. */
    List<ExportEvent> poll(Duration wait) throws IOException;
}
