package io.maskexport.worker.protocol;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import io.maskexport.worker.intake.Stop;

/** Where an attempt notices that it must leave off: between items. */
final class Checkpoint {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final InstantSource clock;
    private final Settlement settlement;
    private final Attempts attempts;
    private final Stop stop;
    private Instant looked;

    Checkpoint(InstantSource clock, Settlement settlement, Attempts attempts, Stop stop) {
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
        if (stop.isTold()) {
            throw new LeftOff(LeftOff.Because.TOLD_TO_STOP);
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
            throw new LeftOff(LeftOff.Because.SETTLED);
        }
    }
}
