package io.maskexport.worker.protocol;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import io.maskexport.worker.work.StopSignal;

/** Stops an attempt between two items when the export has ended or the worker must stop. */
final class StopCheck {
    private static final Duration END_CHECK_INTERVAL = Duration.ofSeconds(2);

    private final InstantSource clock;
    private final ManifestCommit manifestCommit;
    private final AttemptMarks marks;
    private final StopSignal stop;
    private Instant lastCheck;

    StopCheck(InstantSource clock, ManifestCommit manifestCommit, AttemptMarks marks, StopSignal stop) {
        this.clock = clock;
        this.manifestCommit = manifestCommit;
        this.marks = marks;
        this.stop = stop;
        this.lastCheck = clock.instant();
    }

    /** Returns if the attempt may continue. */
    void pass() throws IOException, InterruptedException {
        if (stop.isLost()) {
            throw new InterruptedException("another worker has it");
        }
        if (stop.isStopRequested()) {
            throw new WorkStopped(WorkStopped.StopReason.TOLD_TO_STOP);
        }
        if (Duration.between(lastCheck, clock.instant()).compareTo(END_CHECK_INTERVAL) >= 0) {
            lastCheck = clock.instant();
            throwIfEnded();
        }
    }

    /** Called when a part is finished. */
    void partFinished() throws IOException {
        marks.achieved();
    }

    private void throwIfEnded() throws IOException {
        if (manifestCommit.isEndDecided()) {
            throw new WorkStopped(WorkStopped.StopReason.ENDED);
        }
    }
}
