package io.maskexport.worker.protocol;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import io.maskexport.worker.work.StopSignal;

/** Where an attempt notices that it must leave off: between items. */
final class StopCheck {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final InstantSource clock;
    private final ManifestCommit settlement;
    private final AttemptMarks attempts;
    private final StopSignal stop;
    private Instant looked;

    StopCheck(InstantSource clock, ManifestCommit settlement, AttemptMarks attempts, StopSignal stop) {
        this.clock = clock;
        this.settlement = settlement;
        this.attempts = attempts;
        this.stop = stop;
        this.looked = clock.instant();
    }

    /** Goes on, unless there is a reason not to. */
    void pass() throws IOException, InterruptedException {
        if (stop.isLost()) {
            throw new InterruptedException("another worker has it");
        }
        if (stop.isStopRequested()) {
            throw new WorkStopped(WorkStopped.StopReason.TOLD_TO_STOP);
        }
        if (Duration.between(looked, clock.instant()).compareTo(LOOK_EVERY) >= 0) {
            looked = clock.instant();
            throwIfSettled();
        }
    }

    /** A part is finished. */
    void reached() throws IOException {
        attempts.achieved();
    }

    private void throwIfSettled() throws IOException {
        if (settlement.isSettled()) {
            throw new WorkStopped(WorkStopped.StopReason.ENDED);
        }
    }
}
