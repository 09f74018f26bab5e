package io.maskexport.resilience.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import io.maskexport.contracts.ArchiveOptions;
import io.maskexport.contracts.PartNaming;
import io.maskexport.worker.plan.TaskLimits;

/** Scenarios small enough to play every schedule of faults. */
final class SmallExport {
    private SmallExport() {}

    /** An export of a few images that one client asks for once, and two workers are there for. */
    static Scenario export(int items, long partBytes) {
        return export(items, partBytes, List.of(), List.of());
    }

    static Scenario export(int items, long partBytes, List<AccessDenial> denials) {
        return export(items, partBytes, List.of(), denials);
    }

    static Scenario indexed(int items, long partBytes) {
        return export(items, new ArchiveOptions(partBytes, PartNaming.PART, true), List.of(), List.of());
    }

    static Scenario export(int items, long partBytes, List<Long> cancelled, List<AccessDenial> denials) {
        return export(items, new ArchiveOptions(partBytes, PartNaming.PART), cancelled, denials);
    }

    private static Scenario export(int items, ArchiveOptions archive, List<Long> cancelled,
            List<AccessDenial> denials) {
        var workload = new ClientWorkload(
                ClientWorkload.request("r1", archive, null),
                TinyProject.of(new SplittableRandom(1), items, TinyProject.ImageState.SOUND), List.of(0L), cancelled,
                ClientWorkload.DESTINATION,
                Optional.empty());
        return new Scenario(List.of(workload), List.of(), 2, 1, new TaskLimits(2, 1_000_000), Duration.ofHours(24),
                100_000,
                false, Scenario.DeniedAccess.NOTHING, 5 * Scheduler.MILLISECOND, List.of(), denials, false, 0, 0);
    }
}
