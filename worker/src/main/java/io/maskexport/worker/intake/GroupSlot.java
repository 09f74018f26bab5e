package io.maskexport.worker.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A slot of a consumer group: it pauses its partitions while a record is being processed but keeps polling, so that
 * {@code max.poll.interval.ms} does not limit the work. It commits the offset when the work is done.
 */
final class GroupSlot extends IntakeSlot {
    private static final Duration BUSY_POLL = Duration.ofMillis(100);
    private static final Logger LOG = LoggerFactory.getLogger(GroupSlot.class);

    private final Duration handOver;
    private @Nullable HeldRecord held;

    private record HeldRecord(ConsumerRecord<byte[], byte[]> record, TopicPartition partition,
            @Nullable RecordJob job) {}

    /**
     * @param kip848 whether the broker supports the KIP-848 consumer protocol
     * @param handOver how long a job may take to stop when its partition is revoked
     */
    GroupSlot(Map<String, Object> properties, String topic, TopicTurns turns, RunningJobs jobs,
            IntakeListener listener, boolean kip848, Duration handOver) {
        super(oneByOne(properties, kip848), topic, turns, jobs, listener);
        this.handOver = handOver;
    }

    private static Map<String, Object> oneByOne(Map<String, Object> properties, boolean kip848) {
        var all = new HashMap<>(properties);
        all.put("enable.auto.commit", false);
        all.put("auto.offset.reset", "earliest");
        all.put("isolation.level", "read_committed");
        all.put("max.poll.records", 1);
        if (kip848) {
            all.put("group.protocol", "consumer");
        } else {
            all.put("partition.assignment.strategy", "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
        }
        return all;
    }

    @Override
    void serve() throws InterruptedException {
        held = null;
        var bytes = new ByteArrayDeserializer();
        try (var consumer = new KafkaConsumer<>(properties, bytes, bytes);
                var _ = listener.opened(consumer::metrics)) {
            consumer.subscribe(List.of(topic), new AssignedPartitions(consumer));
            while (!isDraining() || held != null) {
                turned(consumer::metrics);
                turn(consumer);
            }
        }
    }

    private void turn(KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException {
        for (var record : consumer.poll(held == null ? POLL : BUSY_POLL)) {
            take(consumer, record);
        }
        if (held != null && held.job == null) {
            begin(consumer, held);
        }
        if (held != null && held.job != null && held.job.await(POLL)) {
            end(consumer, held, held.job);
            held = null;
            consumer.resume(consumer.assignment());
        }
    }

    /** Begins with a record that waits for its topic's turn or for a place. */
    private void begin(KafkaConsumer<byte[], byte[]> consumer, HeldRecord waiting) throws InterruptedException {
        if (isDraining()) {
            consumer.seek(waiting.partition, waiting.record.offset());
            held = null;
        } else if (takeTurn(POLL)) {
            held = new HeldRecord(waiting.record, waiting.partition,
                    attend(waiting.record, POLL).orElse(null));
        }
    }

    private void take(KafkaConsumer<byte[], byte[]> consumer, ConsumerRecord<byte[], byte[]> record)
            throws InterruptedException {
        var partition = new TopicPartition(record.topic(), record.partition());
        if (held != null || isDraining()) {
            consumer.seek(partition, record.offset());
        } else {
            held = new HeldRecord(record, partition,
                    takeTurn(Duration.ZERO) ? attend(record, Duration.ZERO).orElse(null) : null);
        }
        consumer.pause(consumer.assignment());
    }

    private void end(KafkaConsumer<byte[], byte[]> consumer, HeldRecord ended, RecordJob job) {
        jobs.forget(ended.record);
        endTurn();
        switch (job.outcome()) {
            case DONE, PUT_OFF -> commit(consumer, ended);
            case HAND_OVER -> {
                consumer.seek(ended.partition, ended.record.offset());
                listener.handedOver();
            }
        }
    }

    /**
     * Fails for a member that the group expelled after a long pause: the record is delivered again, to its partition's
     * next owner.
     */
    private static void commit(KafkaConsumer<byte[], byte[]> consumer, HeldRecord ended) {
        try {
            consumer.commitSync(Map.of(ended.partition, new OffsetAndMetadata(ended.record.offset() + 1)), COMMIT);
        } catch (CommitFailedException e) {
            LOG.warn("{}@{} will be redelivered: {}", ended.partition, ended.record.offset(), e.getMessage());
        }
    }

    /** Keeps the held record consistent with the assigned partitions. */
    private final class AssignedPartitions implements ConsumerRebalanceListener {
        private final KafkaConsumer<byte[], byte[]> consumer;

        AssignedPartitions(KafkaConsumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (held != null) {
                consumer.pause(partitions);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (held != null && partitions.contains(held.partition)) {
                if (held.job != null) {
                    handOver(held, held.job);
                }
                held = null;
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            if (held != null && partitions.contains(held.partition)) {
                LOG.warn("{} was lost", held.partition);
                if (held.job != null) {
                    held.job.lose();
                }
                endTurn();
                held = null;
            }
        }

        private void handOver(HeldRecord revoked, RecordJob job) {
            job.handOver();
            if (endsInTime(job)) {
                end(consumer, revoked, job);
            } else {
                job.lose();
                endTurn();
            }
        }

        private boolean endsInTime(RecordJob job) {
            try {
                return job.await(handOver);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
