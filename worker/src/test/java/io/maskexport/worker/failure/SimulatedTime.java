package io.maskexport.worker.failure;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A clock that stands still but for pauses and what a test lets pass. */
final class SimulatedTime implements InstantSource, Sleeper {
    final List<Duration> pauses = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public void sleep(Duration time) {
        pauses.add(time);
        pass(time);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }
}
