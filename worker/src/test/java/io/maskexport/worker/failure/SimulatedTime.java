package io.maskexport.worker.failure;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import io.maskexport.worker.work.StopSignal;

/** A clock that stands still but for pauses and what a test lets pass. */
final class SimulatedTime implements InstantSource, Sleeper {
    final List<Duration> pauses = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public boolean sleep(Duration time, StopSignal stop) {
        pauses.add(time);
        pass(time);
        return stop.isStopRequested();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }
}
