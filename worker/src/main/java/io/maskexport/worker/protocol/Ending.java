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

    /** Settles that the export failed; without effect on one that has ended otherwise. */
    void fail(ReasonCode reason, String detail) throws IOException, InterruptedException {
        settlement().settle(Manifest.failed(request, digest, reason, detail), trace);
    }

    /** Tells that it failed, where that cannot even be written down. */
    void tell(ReasonCode reason, String detail) throws IOException, InterruptedException {
        site.events().publish(new ExportFailed(request.requestId(), reason, detail, null), trace);
    }

    /** Clears away what this worker was making when the export ended otherwise. */
    void clear() throws IOException {
        var settled = settlement().manifest();
        if (settled.isPresent()) {
            settlement().sweep(settled.get().manifest());
        }
    }
}
