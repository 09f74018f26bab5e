package io.maskexport.worker.service;

import java.io.IOException;
import java.time.Duration;
import java.util.random.RandomGenerator;

import io.maskexport.worker.failure.FailureWording;
import io.maskexport.worker.failure.Sleeper;
import io.maskexport.worker.protocol.Janitor;
import io.maskexport.worker.protocol.JanitorRounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the janitor periodically, in rounds that this worker has to itself. Jitter gives each worker its share of them. */
final class JanitorSchedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JanitorSchedule.class);

    private final Janitor janitor;
    private final JanitorRounds rounds;
    private final Duration interval;
    private final Thread thread;

    JanitorSchedule(Janitor janitor, JanitorRounds rounds, Duration interval) {
        this.janitor = janitor;
        this.rounds = rounds;
        this.interval = interval;
        thread = Thread.ofVirtual().name("janitor").start(this::run);
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join(Duration.ofSeconds(5));
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Sleeper.REAL.sleep(Duration.ofMillis(
                        interval.toMillis() / 2 + RandomGenerator.getDefault().nextLong(interval.toMillis() + 1)));
                sweep();
            }
        } catch (InterruptedException e) {
            LOG.debug("closed", e);
        }
    }

    private void sweep() {
        try {
            var round = rounds.claim();
            if (round.isPresent()) {
                janitor.run(round.get().number(), round.get().until());
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("the janitor failed and will retry: {}", FailureWording.of(e));
        }
    }
}
