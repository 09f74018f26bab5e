package io.maskexport.worker.protocol;

import java.io.IOException;
import java.util.List;

import io.maskexport.contracts.ExportFailed;
import io.maskexport.contracts.ExportRejected;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.ReasonCode;
import io.maskexport.contracts.RequestDigest;
import io.maskexport.contracts.Trace;
import io.maskexport.worker.bucket.ObjectRef;

/** How an export ends other than by being made, as far as its request is concerned. */
record Ending(Site site, ExportRequested request, String digest, Trace trace) {
    static Ending of(Site site, ExportRequested request, Trace trace) {
        return new Ending(site, request, RequestDigest.of(request), trace);
    }

    static Ending of(Site site, Plan plan) {
        return new Ending(site, plan.request(), plan.requestDigest(), plan.trace());
    }

    /** Where the request says that it ends. */
    ObjectRef destination() {
        return Export.destination(request.destination(), request.requestId());
    }

    Settlement settlement() {
        return new Settlement(site, request.requestId(), destination());
    }

    WorkFolder folder() {
        return site.folder(request.requestId());
    }

    /** Settles that the export failed; one that has ended otherwise is told to have ended so. */
    void fail(ReasonCode reason, String detail) throws IOException, InterruptedException {
        var failed = Manifest.failed(request, digest, reason, detail);
        switch (folder().settle(Unplanned.of(destination(), failed, trace))) {
            case Plan plan when isOf(plan.requestDigest()) -> settlement().end(failed, trace);
            case Plan _ -> conflict();
            case Unplanned unplanned -> end(unplanned);
        }
    }

    /** Ends the export as was decided before it was planned, and answers the request so. */
    void end(Unplanned unplanned) throws IOException, InterruptedException {
        var manifest = unplanned.manifest();
        if (!isOf(manifest.requestDigest())) {
            conflict();
            return;
        }
        var settlement = new Settlement(site, request.requestId(), unplanned.destination());
        var settled = settlement.manifest();
        if (settled.isPresent()) {
            settlement.announce(settled.get(), unplanned.trace());
        } else {
            settlement.settle(manifest, unplanned.trace());
        }
    }

    /** A client that asks again is answered again; one that asks for something else under the same id is refused. */
    void answerAgain(Settlement.Settled settled) throws IOException, InterruptedException {
        if (isOf(settled.manifest().requestDigest())) {
            settlement().announce(settled, trace);
        } else {
            conflict();
        }
    }

    /** Whether something is about this request: its digest is the same, or it came before any request was known. */
    private boolean isOf(String other) {
        return other.equals(digest) || other.isEmpty();
    }

    /** Refuses the request. */
    void conflict() throws IOException, InterruptedException {
        site.events().publish(new ExportRejected(request.requestId(), ReasonCode.REQUEST_ID_CONFLICT,
                "an earlier request of this id asked for something else", List.of()), trace);
    }

    /**
     * Tells that it failed, where that cannot even be written down.
     *
     * @param reason why it cannot; the event says nothing else, so that whoever tells it tells the same
     */
    void tell(ReasonCode reason) throws IOException, InterruptedException {
        site.events().publish(new ExportFailed(request.requestId(), reason,
                "not even how it ended can be written to the destination", null), trace);
        site.store().put(folder().announced(), new byte[0], "text/plain");
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
