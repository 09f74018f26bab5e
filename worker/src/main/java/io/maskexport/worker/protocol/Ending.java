package io.maskexport.worker.protocol;

import java.io.IOException;

import io.maskexport.contracts.ExportFailed;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.ReasonCode;
import io.maskexport.contracts.Trace;

/** How an export ends that cannot be made. */
record Ending(Site site, ExportRequested request, String digest, Trace trace) {
    Settlement settlement() {
        return new Settlement(site, request.requestId(), Export.destination(request));
    }

    /** Settles that the export failed; one that has ended otherwise is told to have ended so. */
    void fail(ReasonCode reason, String detail) throws IOException, InterruptedException {
        settlement().end(Manifest.failed(request, digest, reason, detail), trace);
    }

    /**
     * Tells that it failed, where that cannot even be written down.
     *
     * @param reason why it cannot; the event says nothing else, so that whoever tells it tells the same
     */
    void tell(ReasonCode reason) throws IOException, InterruptedException {
        site.events().publish(new ExportFailed(request.requestId(), reason,
                "not even how it ended can be written to the destination", null), trace);
        site.store().put(site.folder(request.requestId()).announced(), new byte[0], "text/plain");
    }

    /**
     * Clears away what this worker was making when the export ended otherwise; and tells how it ended, if whoever ended it
     * died before that.
     */
    void clear() throws IOException, InterruptedException {
        var settled = settlement().manifest();
        if (settled.isPresent()) {
            settlement().announceOnce(settled.get(), trace);
        }
    }
}
