package io.maskexport.worker.intake;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.maskexport.worker.intake.IntakeListener.LockOutcome;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.errors.InvalidRecordStateException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A slot of a share group (KIP-932): the broker locks a record for us, and we renew the lock at a third of its
 * duration.
 *
 * <p>A renewal is {@code acknowledge(RENEW)} and {@code commitSync}, then a poll that gives the same record back.
 * Renewing by {@code poll} alone, as the consumer's documentation shows, lets the client prefetch records whose locks
 * then expire unnoticed.
 */
final class ShareSlot extends IntakeSlot {
    private static final Logger LOG = LoggerFactory.getLogger(ShareSlot.class);

    /** Polls that may find nothing before the slot gives its turn away. */
    private static final int EMPTY_POLLS = 4;
    /**
     * Deliveries after which a record is not released any more, because the broker would drop it: the work then begins
     * without a turn, and sends the record anew.
     */
    private static final int MAX_RELEASES = 6;

    private final Duration lock;

    /** @param lock lock duration to assume if the broker does not report it */
    ShareSlot(Map<String, Object> properties, String topic, TopicTurns turns, RunningJobs jobs,
            IntakeListener listener, Duration lock) {
        super(oneByOne(properties), topic, turns, jobs, listener);
        this.lock = lock;
    }

    /** A slot that waits for its turn or a place does not poll, and stays a member all the same. */
    private static Map<String, Object> oneByOne(Map<String, Object> properties) {
        var all = new HashMap<>(properties);
        all.put("share.acknowledgement.mode", "explicit");
        all.put("share.acquire.mode", "record_limit");
        all.put("max.poll.records", 1);
        all.put("max.poll.interval.ms", Integer.MAX_VALUE);
        return all;
    }

    @Override
    void serve() throws InterruptedException {
        var bytes = new ByteArrayDeserializer();
        try (var consumer = new KafkaShareConsumer<>(properties, bytes, bytes);
                var _ = listener.opened(consumer::metrics)) {
            consumer.subscribe(List.of(topic));
            boolean held = false;
            int empty = 0;
            while (!isDraining() || held) {
                turned(consumer::metrics);
                held = false;
                empty++;
                for (var record : consumer.poll(POLL)) {
                    held = serveInTurn(consumer, record);
                    empty = 0;
                }
                if (empty >= EMPTY_POLLS) {
                    endTurn();
                }
            }
        }
    }

    /**
     * Works on a record in the topic's turn, as soon as a place is free. A record for which there is neither soon goes back to the
     * broker, for workers that are free.
     *
     * @return whether the record is still held
     */
    private boolean serveInTurn(KafkaShareConsumer<byte[], byte[]> consumer, ConsumerRecord<byte[], byte[]> record)
            throws InterruptedException {
        boolean known = jobs.isKnown(record);
        if (isDraining() && !known) {
            acknowledge(consumer, record, AcknowledgeType.RELEASE);
            return false;
        }
        boolean mayRelease = !known && deliveries(record) < MAX_RELEASES;
        var patience = duration(consumer).dividedBy(10);
        if (mayRelease && !takeTurn(patience)) {
            return release(consumer, record);
        }
        var job = attend(record, patience);
        if (job.isEmpty()) {
            return mayRelease ? release(consumer, record) : renew(consumer, record) == LockOutcome.RENEWED;
        }
        boolean held = serve(consumer, record, job.get());
        if (!held) {
            endTurn();
        }
        return held;
    }

    /** Gives a record back; then waits before the next poll, because that would take a record. */
    private boolean release(KafkaShareConsumer<byte[], byte[]> consumer, ConsumerRecord<byte[], byte[]> record)
            throws InterruptedException {
        acknowledge(consumer, record, AcknowledgeType.RELEASE);
        while (!isDraining() && !(takeTurn(POLL) && jobs.awaitPlace(POLL))) {
            turned(consumer::metrics);
        }
        return false;
    }

    /** Returns whether the record is still held. */
    private boolean serve(KafkaShareConsumer<byte[], byte[]> consumer, ConsumerRecord<byte[], byte[]> record,
            RecordJob job) throws InterruptedException {
        if (job.await(duration(consumer).dividedBy(3))) {
            end(consumer, record, job);
            return false;
        }
        var outcome = renew(consumer, record);
        if (outcome == LockOutcome.LOST) {
            job.lose();
            // If the record comes back here, it must not find the abandoned job: that would waste a delivery.
            jobs.forget(record);
        }
        return outcome == LockOutcome.RENEWED;
    }

    private LockOutcome renew(KafkaShareConsumer<byte[], byte[]> consumer, ConsumerRecord<byte[], byte[]> record) {
        var outcome = acknowledge(consumer, record, AcknowledgeType.RENEW);
        listener.renewed(outcome);
        return outcome;
    }

    private void end(KafkaShareConsumer<byte[], byte[]> consumer, ConsumerRecord<byte[], byte[]> record,
            RecordJob job) {
        jobs.forget(record);
        switch (job.outcome()) {
            case DONE, PUT_OFF -> acknowledge(consumer, record, AcknowledgeType.ACCEPT);
            case HAND_OVER -> {
                acknowledge(consumer, record, AcknowledgeType.RELEASE);
                listener.handedOver();
            }
        }
    }

    /**
     * A refusal because of the record's state means that another worker has it. After any other failure the job
     * continues: a restarted broker delivers the record again, and its position leads to the job.
     */
    private static LockOutcome acknowledge(KafkaShareConsumer<byte[], byte[]> consumer,
            ConsumerRecord<byte[], byte[]> record, AcknowledgeType type) {
        consumer.acknowledge(record, type);
        var failure = consumer.commitSync(COMMIT).values().stream().flatMap(Optional::stream).findFirst();
        failure.ifPresent(
                e -> LOG.warn("{} of {} was refused: {}", type, RunningJobs.RecordPlace.of(record), e.getMessage()));
        if (failure.isEmpty()) {
            return LockOutcome.RENEWED;
        }
        return failure.get() instanceof InvalidRecordStateException
                ? LockOutcome.LOST
                : LockOutcome.FAILED;
    }

    private Duration duration(KafkaShareConsumer<byte[], byte[]> consumer) {
        return consumer.acquisitionLockTimeoutMs().map(Duration::ofMillis).orElse(lock);
    }
}
