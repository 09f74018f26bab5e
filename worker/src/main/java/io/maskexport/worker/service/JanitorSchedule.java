package io.maskexport.worker.service;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import io.maskexport.worker.failure.Failure;
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
    private final Consumer<Optional<String>> workBucket;
    private final Thread thread;

    /** @param workBucket receives why the work bucket cannot be used, if it denies access even while the worker is idle */
    JanitorSchedule(Janitor janitor, JanitorRounds rounds, Duration interval, Consumer<Optional<String>> workBucket) {
        this.janitor = janitor;
        this.rounds = rounds;
        this.interval = interval;
        this.workBucket = workBucket;
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
            var round = claim();
            if (round.isPresent()) {
                janitor.run(round.get().number(), round.get().until());
            }
        } catch (IOException | RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                LOG.debug("closed", e);
            } else {
                LOG.warn("the janitor failed and will retry: {}", FailureWording.of(e));
            }
        }
    }

    private Optional<JanitorRounds.Round> claim() throws IOException {
        try {
            return rounds.claim();
        } catch (Failure.Terminal e) {
            workBucket.accept(Optional.of(FailureWording.of(e)));
            throw e;
        }
    }
}
