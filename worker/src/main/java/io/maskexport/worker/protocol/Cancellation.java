package io.maskexport.worker.protocol;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import io.maskexport.contracts.CancelRequested;
import io.maskexport.contracts.CancellationEffect;
import io.maskexport.contracts.ExportRejected;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.TraceContext;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.failure.AttemptDecision;
import io.maskexport.worker.plan.EndedUnplanned;
import io.maskexport.worker.plan.ExportDecision;
import io.maskexport.worker.plan.Plan;
import io.maskexport.worker.plan.PlannedExport;
import io.maskexport.worker.plan.WorkFolder;

/** Cancels an export, which may have ended already or not begun yet. */
record Cancellation(ProtocolPorts ports, CancelRequested cancel, TraceContext trace) {
    /** Ends the export. If it has ended, announces its end again, with a header that says so. */
    void run() throws IOException, InterruptedException {
        if (!announcesAgain()) {
            end();
        }
    }

    /** False if the export has not ended, or its end is still to be announced for the first time. */
    private boolean announcesAgain() throws IOException, InterruptedException {
        var known = folder().decision();
        var destination = known.map(ExportDecision::destination).orElseGet(this::destination);
        boolean ended = known.isEmpty()
                ? manifestCommit(destination).manifest().isPresent() // its records were deleted long after its end
                : folder().isAnnounced();
        return ended && manifestCommit(destination, Optional.of(CancellationEffect.ALREADY_ENDED))
                .announceAgain(known.map(ExportDecision::trace).orElse(trace));
    }

    private void end() throws IOException, InterruptedException {
        var decision = folder().recordDecision(
                EndedUnplanned.of(destination(), Manifest.cancelled(cancel.requestId(), "", null), trace));
        manifestCommit(decision.destination(), effect(decision)).commit(manifest(decision), decision.trace());
    }

    private static Optional<CancellationEffect> effect(ExportDecision decision) {
        return decision instanceof EndedUnplanned unplanned && unplanned.manifest().requestDigest().isEmpty()
                ? Optional.of(CancellationEffect.NOT_PLANNED)
                : Optional.empty();
    }

    /** Refuses the cancellation if no end is recorded; otherwise announces the recorded end. */
    void giveUp(AttemptDecision.GiveUp fails) throws IOException, InterruptedException {
        var decision = folder().decision();
        var decided = folder().end();
        if (decision.isPresent() && decided.isPresent()) {
            manifestCommit(decision.get().destination()).commitOrKeepEnd(decided.get(), decision.get().trace());
        } else {
            ports.events().publish(
                    new ExportRejected(cancel.requestId(), fails.reason(), fails.detail(), List.of()), trace);
        }
    }

    private Manifest manifest(ExportDecision decision) {
        return switch (decision) {
            case Plan plan ->
                plan.saying(Manifest.cancelled(cancel.requestId(), plan.requestDigest(), plan.request()));
            case EndedUnplanned unplanned -> unplanned.manifest();
        };
    }

    private WorkFolder folder() {
        return ports.folder(cancel.requestId());
    }

    private ObjectRef destination() {
        return PlannedExport.destination(cancel.destination(), cancel.requestId());
    }

    private ManifestCommit manifestCommit(ObjectRef destination) {
        return manifestCommit(destination, Optional.empty());
    }

    private ManifestCommit manifestCommit(ObjectRef destination, Optional<CancellationEffect> effect) {
        return new ManifestCommit(ports, cancel.requestId(), destination, effect);
    }
}
