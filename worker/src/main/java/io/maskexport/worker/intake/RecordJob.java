package io.maskexport.worker.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.maskexport.worker.failure.Sleeper;
import io.maskexport.worker.work.StopSignal;
import io.maskexport.worker.work.WorkOutcome;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A record being processed, on a thread of its own. */
final class RecordJob {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(RecordJob.class);

    private final StopSignal stop = new StopSignal();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private final Runnable whenEnded;
    private volatile WorkOutcome outcome = WorkOutcome.HAND_OVER;
    private volatile Instant end = Instant.MAX;

    /** @param whenEnded called before anyone who awaits the end goes on */
    RecordJob(RecordHandler work, ConsumerRecord<byte[], byte[]> record, Runnable whenEnded) {
        this.whenEnded = whenEnded;
        thread = Thread.ofVirtual().name("job " + record.topic() + "-" + record.partition() + "@" + record.offset())
                .unstarted(() -> run(work, record));
    }

    void start() {
        thread.start();
    }

    private void run(RecordHandler work, ConsumerRecord<byte[], byte[]> record) {
        try {
            outcome = work.work(record, stop);
        } catch (InterruptedException e) {
            LOG.info("{} was abandoned: another worker has it", Thread.currentThread().getName());
        } catch (RuntimeException e) {
            LOG.error("{} broke off", Thread.currentThread().getName(), e);
            pause();
        } finally {
            end = Instant.now();
            whenEnded.run();
            ended.countDown();
        }
    }

    /** Slows redelivery down: a record that fails at once must not use up its deliveries within a second. */
    private void pause() {
        try {
            Sleeper.REAL.sleep(PAUSE, stop);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the end; false on timeout. */
    boolean await(Duration time) throws InterruptedException {
        return ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean endedBefore(Instant time) {
        return end.isBefore(time);
    }

    /** How the work ended; {@code HAND_OVER} unless the handler returned another outcome. */
    WorkOutcome outcome() {
        return outcome;
    }

    void handOver() {
        stop.handOver();
    }

    /** Another worker owns the record: stops the work at once. */
    void lose() {
        stop.lost();
        thread.interrupt();
    }
}
