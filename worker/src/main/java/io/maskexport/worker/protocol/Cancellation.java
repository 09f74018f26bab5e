package io.maskexport.worker.protocol;

import java.io.IOException;
import java.util.List;

import io.maskexport.contracts.CancelRequested;
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
    /** Ends the export, unless it has ended. */
    void run() throws IOException, InterruptedException {
        if (folder().decision().isEmpty()) {
            manifestCommit(destination()).manifest(); // fails early if it is unreadable
        }
        var decision = folder().recordDecision(
                EndedUnplanned.of(destination(), Manifest.cancelled(cancel.requestId(), "", null), trace));
        manifestCommit(decision.destination()).commit(manifest(decision), decision.trace());
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
        return new ManifestCommit(ports, cancel.requestId(), destination);
    }
}
