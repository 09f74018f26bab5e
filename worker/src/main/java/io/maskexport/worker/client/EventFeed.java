package io.maskexport.worker.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.maskexport.contracts.ExportEvent;

/** Port: the events of one request, each once. */
public interface EventFeed {
    /** What has come, in order; waits for it at most that long. */
    List<ExportEvent> poll(Duration wait) throws IOException;
}
