package io.maskexport.resilience.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

import io.maskexport.contracts.JsonRecords;
import io.maskexport.worker.plan.ExportDecision;
import io.maskexport.worker.plan.Plan;

/**
 * Watches what takes effect in the work bucket: no more exports are planned and not ended than the quota allows, and one
 * more for each record that two attempts processed at the same time, of which one may withdraw the claim of the other.
 */
final class QuotaAudit {
    private final int most;
    private final OverlappingAttempts attempts;
    private final Consumer<String> violations;
    private final Set<String> inFlight = new HashSet<>();

    /** @param most exports in flight; 0 for any number */
    QuotaAudit(int most, OverlappingAttempts attempts, Consumer<String> violations) {
        this.most = most;
        this.attempts = attempts;
        this.violations = violations;
    }

    /** An object has its content now. */
    void written(String key, byte[] content) {
        int end = key.lastIndexOf('/');
        if (most == 0 || end < 0 || !key.startsWith(ProtocolHost.WORK.key())) {
            return;
        }
        var folder = key.substring(0, end);
        switch (key.substring(end + 1)) {
            case "plan.json" -> begun(folder, content);
            case "end.json", "announced" -> inFlight.remove(folder);
            default -> {
            }
        }
    }

    private void begun(String folder, byte[] content) {
        if (isPlan(content) && inFlight.add(folder) && inFlight.size() > most + attempts.records()) {
            violations.accept("%d exports are in flight, and the quota is %d: %s"
                    .formatted(inFlight.size(), most, inFlight));
        }
    }

    /** A cancellation decides on an export without claiming a place. */
    private static boolean isPlan(byte[] decision) {
        try {
            return JsonRecords.read(decision, ExportDecision.class) instanceof Plan;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
