package io.maskexport.worker.protocol;

import java.io.IOException;
import java.util.List;

import io.maskexport.contracts.ExportRejected;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.IgnoredFields;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.ReasonCode;
import io.maskexport.contracts.RequestDigest;
import io.maskexport.contracts.TraceContext;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.failure.AttemptDecision;
import io.maskexport.worker.plan.EndedUnplanned;
import io.maskexport.worker.plan.Plan;
import io.maskexport.worker.plan.PlannedExport;
import io.maskexport.worker.plan.WorkFolder;

/**
 * Ends an export that is not completed, and answers its request.
 *
 * @param ignored unknown fields of the request
 */
record ExportEnding(ProtocolPorts ports, ExportRequested request, IgnoredFields ignored, String digest,
        TraceContext trace) {
    static ExportEnding of(ProtocolPorts ports, ExportRequested request, IgnoredFields ignored, TraceContext trace) {
        return new ExportEnding(ports, request, ignored, RequestDigest.of(request), trace);
    }

    static ExportEnding of(ProtocolPorts ports, Plan plan) {
        var ignored = plan.ignored() == null ? IgnoredFields.NONE : plan.ignored();
        return new ExportEnding(ports, plan.request(), ignored, plan.requestDigest(), plan.trace());
    }

    /** The destination that the request names. */
    ObjectRef destination() {
        return PlannedExport.destination(request.destination(), request.requestId());
    }

    ManifestCommit manifestCommit() {
        return new ManifestCommit(ports, request.requestId(), destination());
    }

    WorkFolder folder() {
        return ports.folder(request.requestId());
    }

    /** Records that the export failed and announces it; if it has already ended otherwise, announces that end. */
    void fail(AttemptDecision.GiveUp fails) throws IOException, InterruptedException {
        var failed = Manifest.failed(request, digest, fails.reason(), fails.detail()).ignoring(ignored);
        switch (folder().recordDecision(EndedUnplanned.of(destination(), failed, trace))) {
            case Plan plan when isOf(plan.requestDigest()) ->
                end(manifestCommit(), plan.saying(failed), trace, fails.believed());
            case Plan _ -> conflict();
            case EndedUnplanned unplanned -> end(unplanned, fails.believed());
        }
    }

    /** Ends the export as recorded before it was planned, and answers the request accordingly. */
    void end(EndedUnplanned unplanned) throws IOException, InterruptedException {
        end(unplanned, false);
    }

    private void end(EndedUnplanned unplanned, boolean refused) throws IOException, InterruptedException {
        var manifest = unplanned.manifest();
        if (!isOf(manifest.requestDigest())) {
            conflict();
            return;
        }
        var manifestCommit = new ManifestCommit(ports, request.requestId(), unplanned.destination());
        if (refused) {
            manifestCommit.commitOrKeepEnd(manifest, unplanned.trace());
        } else if (!manifestCommit.announceAgain(unplanned.trace())) {
            manifestCommit.commit(manifest, unplanned.trace());
        }
    }

    /** @param refused whether a dependency refuses, which may also prevent writing the manifest */
    private static void end(ManifestCommit manifestCommit, Manifest manifest, TraceContext trace, boolean refused)
            throws IOException, InterruptedException {
        if (refused) {
            manifestCommit.commitOrKeepEnd(manifest, trace);
        } else {
            manifestCommit.commit(manifest, trace);
        }
    }

    /**
     * Answers a repeated request from the manifest after the work records were deleted; false if there is no manifest.
     * Refuses a different request with the same id.
     */
    boolean answersAgain() throws IOException, InterruptedException {
        var committed = manifestCommit().manifest();
        if (committed.isPresent() && !isOf(committed.get().manifest().requestDigest())) {
            conflict();
            return true;
        }
        return committed.isPresent() && manifestCommit().announceAgain(trace);
    }

    /** Whether the manifest belongs to this request: the digests are equal, or it was written before a request was known. */
    private boolean isOf(String other) {
        return other.equals(digest) || other.isEmpty();
    }

    /** Refuses the request. */
    void conflict() throws IOException, InterruptedException {
        ports.events().publish(new ExportRejected(request.requestId(), ReasonCode.REQUEST_ID_CONFLICT,
                "an earlier, different request has this id", List.of()), trace);
    }

    /**
     * Deletes what this worker was making when the export ended otherwise, and announces that end if nobody has.
     */
    void clear() throws IOException, InterruptedException {
        manifestCommit().announceIfEnded(trace);
    }

    /** As {@link #clear}, for a destination that refuses. */
    void clearUnwritten() throws IOException, InterruptedException {
        var decided = folder().end();
        if (decided.isPresent()) {
            manifestCommit().commitOrKeepEnd(decided.get(), trace);
        }
    }
}
