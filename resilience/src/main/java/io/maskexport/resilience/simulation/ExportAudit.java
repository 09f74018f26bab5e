package io.maskexport.resilience.simulation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.maskexport.contracts.ExportCancelled;
import io.maskexport.contracts.ExportCompleted;
import io.maskexport.contracts.ExportEvent;
import io.maskexport.contracts.ExportFailed;
import io.maskexport.contracts.ExportRejected;
import io.maskexport.contracts.ObjectPointer;
import io.maskexport.contracts.ReasonCode;
import io.maskexport.contracts.RecordEnvelope;
import io.maskexport.contracts.TerminalEvent;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** Audits what an export has left on the event topic and in the bucket. */
final class ExportAudit {
    /** Number of attempts that must have died or left their mark for another reason before a request is given up. */
    private static final int MIN_DEAD_ATTEMPTS = 5;

    private final SimulatedWorld world;
    private final ClientWorkload workload;
    private final List<String> violations = new ArrayList<>();

    private ExportAudit(SimulatedWorld world, ClientWorkload workload) {
        this.world = world;
        this.workload = workload;
    }

    /** All violations, as sentences. */
    static List<String> of(SimulatedWorld world) {
        var violations = new ArrayList<>(world.violations());
        for (var workload : world.scenario().workloads()) {
            var audit = new ExportAudit(world, workload);
            audit.judge();
            violations.addAll(audit.violations);
        }
        repetitions(world, violations);
        world.work().left().forEach(record -> violations.add("nobody has dealt with " + record.message()));
        world.control().left().forEach(record -> violations.add("nobody has dealt with " + record.message()));
        if (world.scenario().denied() != Scenario.DeniedAccess.UPLOADS) {
            world.bucket().uploads("").forEach(upload -> violations.add("an upload is open: " + upload.ref()));
        }
        var kept = ends(world);
        world.bucket().page(ProtocolHost.WORK.key(), "", Integer.MAX_VALUE).stream()
                .filter(object -> !kept.contains(object.ref().key()))
                .forEach(object -> violations.add("a record of progress is left: " + object.ref()));
        return violations;
    }

    /** Records of ends without a manifest. */
    private static Set<String> ends(SimulatedWorld world) {
        var kept = new HashSet<String>();
        for (var published : world.published()) {
            if ((published.event() instanceof ExportFailed failed && failed.manifest() == null)
                    || (published.event() instanceof ExportCancelled cancelled && cancelled.manifest() == null)) {
                var folder = ProtocolHost.WORK.key() + published.event().requestId() + "/";
                for (var name : List.of("plan.json", "end.json", "manifest-written", "announced")) {
                    kept.add(folder + name);
                }
            }
        }
        return kept;
    }

    /** An event with the id of an earlier one must repeat it; only ETags of parts may differ. */
    private static void repetitions(SimulatedWorld world, List<String> violations) {
        var seen = new HashMap<String, RecordEnvelope>();
        for (var event : world.published()) {
            var id = Objects.requireNonNull(event.record().headers().get("ce_id"));
            var earlier = seen.putIfAbsent(id, event.record());
            if (earlier != null && !earlier.equals(event.record()) && !world.scenario().versionedEtags()) {
                violations.add("two events have the id " + id);
            }
        }
    }

    private void judge() {
        var terminal = world.published().stream()
                .filter(event -> event.event().requestId().equals(workload.request().requestId()))
                .filter(event -> event.event().endsRequest())
                .filter(event -> !isRefusedCancellation(event.event()))
                .toList();
        long distinct = terminal.stream().map(SimulatedWorld.PublishedEvent::record).distinct().count();
        if (distinct != 1) {
            violations.add(distinct + " terminal events of " + workload.request().requestId());
            return;
        }
        var end = terminal.getFirst().event();
        if (world.faultCounts().isEmpty() && end instanceof TerminalEvent && !world.isEnded(end.requestId())) {
            violations.add("an end is not counted: " + end.requestId());
        }
        switch (end) {
            case ExportCompleted completed -> completed(completed);
            case ExportFailed failed -> failed(failed);
            case ExportCancelled cancelled -> cancelled(cancelled);
            default -> violations.add("refused for no reason: " + workload.request().requestId());
        }
    }

    /** Whether an event concerns only the cancellation. */
    private boolean isRefusedCancellation(ExportEvent event) {
        return event instanceof ExportRejected(_, var reason, _, _) && mayFail(reason)
                && !workload.cancelled().isEmpty();
    }

    private void completed(ExportCompleted event) {
        if (workload.isTooMany(workload.failingAtLeast())) {
            violations.add("completed, though more items fail than the client allows");
        }
        pointedAt(event.manifest());
        Set<String> listed = new HashSet<>(Set.of(event.manifest().key(), workload.destination() + "SHA256SUMS"));
        event.parts().forEach(part -> {
            listed.add(part.key());
            Stream.ofNullable(part.index()).forEach(index -> listed.add(index.key()));
        });
        var warnings = event.warnings().list();
        if (warnings != null) {
            pointedAt(warnings);
            listed.add(warnings.key());
        }
        nothingBut(listed);
        try {
            violations.addAll(new PartsAudit(world, workload).of(event));
        } catch (IOException e) {
            violations.add("the parts are no archive: " + e.getMessage());
        }
    }

    private void failed(ExportFailed event) {
        ended(event.requestId(), event.manifest());
        if (!mayFail(event.reason())) {
            violations.add("failed for no reason: " + event.reason() + " " + event.detail());
        }
    }

    private boolean mayFail(ReasonCode reason) {
        return switch (reason) {
            case TOO_MANY_FAILED_ITEMS -> workload.isTooMany(workload.failingAtMost());
            case INPUT_CHANGED -> workload.change().isPresent();
            case DEPENDENCY_UNAVAILABLE -> world.scenario().deadline().toHours() == 0;
            case POISON_REQUEST -> world.deaths() + world.marksSpoilt() >= MIN_DEAD_ATTEMPTS;
            case ACCESS_DENIED -> mayBeDenied();
            default -> false;
        };
    }

    private boolean mayBeDenied() {
        return world.scenario().denied() == Scenario.DeniedAccess.DESTINATION
                || AccessDenial.areReasonToFail(world.scenario().denials());
    }

    /** The end must be in the manifest, or in the work folder if the destination refuses the manifest. */
    private void ended(String requestId, @Nullable ObjectPointer manifest) {
        if (manifest != null) {
            pointedAt(manifest);
            nothingBut(Set.of(manifest.key()));
            return;
        }
        if (!mayBeDenied() && world.scenario().deadline().toHours() > 0) {
            violations.add("no manifest, though the destination takes one: " + requestId);
        }
        if (world.bucket().head(ProtocolHost.WORK.key() + requestId + "/end.json").isEmpty()) {
            violations.add("its end is not kept: " + requestId);
        }
        nothingBut(Set.of(workload.destination() + "manifest.json", workload.elsewhere() + "manifest.json"));
    }

    private void cancelled(ExportCancelled event) {
        ended(event.requestId(), event.manifest());
        if (workload.cancelled().isEmpty()) {
            violations.add("cancelled, though nobody asked for it");
        }
    }

    private void pointedAt(ObjectPointer pointer) {
        var content = world.bucket().read(pointer.key());
        if (content.isEmpty() || !DigestUtils.sha256Hex(content.get()).equals(pointer.sha256())) {
            violations.add("not what the event says: " + pointer.key());
        }
    }

    private void nothingBut(Set<String> listed) {
        for (var folder : List.of(workload.destination(), workload.elsewhere())) {
            for (var object : world.bucket().page(folder, "", Integer.MAX_VALUE)) {
                if (!listed.contains(object.ref().key())) {
                    violations.add("unlisted, and left: " + object.ref());
                }
            }
        }
    }
}
