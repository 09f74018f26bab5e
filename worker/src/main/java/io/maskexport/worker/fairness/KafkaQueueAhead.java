package io.maskexport.worker.fairness;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.maskexport.worker.failure.FailureWording;
import io.maskexport.worker.failure.Interruption;
import io.maskexport.worker.fairness.QueuedRecord.QueuedRecordReader;
import io.maskexport.worker.settings.WorkerSettings.KafkaSettings;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topics ahead with a consumer of its own, which is in no group and takes no record from anybody. A record that was just
 * delivered is where the group stands, so that what is behind it waits. Thread-safe.
 *
 * <p>A share group has a window: it delivers no record far behind the oldest unfinished one. Passing records over uses the
 * window up, so tenants beyond three quarters of it are not reached.
 */
public final class KafkaQueueAhead implements QueueAhead, AutoCloseable {
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long UNKNOWN = -1;
    private static final Logger LOG = LoggerFactory.getLogger(KafkaQueueAhead.class);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Admin admin;
    private final String group;
    private final boolean shared;
    private final long reach;
    private final QueuedRecordReader reader;
    private final Map<TopicPartition, QueueView> views = new HashMap<>();

    /** What is known of a partition. */
    private static final class QueueView {
        final PartitionAhead ahead = new PartitionAhead();
        Instant readAt = Instant.EPOCH;
        long oldest = UNKNOWN;
    }

    /**
     * @param shared whether the group is a share group
     * @param window how many records behind the oldest unfinished one a share group delivers
     */
    public KafkaQueueAhead(KafkaSettings kafka, boolean shared, int window, Admin admin, QueuedRecordReader reader) {
        var properties = kafka.properties("mask-export-ahead");
        properties.put("enable.auto.commit", false);
        properties.put("auto.offset.reset", "earliest");
        properties.put("isolation.level", "read_committed");
        var bytes = new ByteArrayDeserializer();
        consumer = new KafkaConsumer<>(properties, bytes, bytes);
        this.admin = admin;
        this.group = kafka.group();
        this.shared = shared;
        this.reach = window * 3L / 4;
        this.reader = reader;
    }

    @Override
    public synchronized Collection<String> othersBehind(ConsumerRecord<byte[], byte[]> record, String tenant)
            throws InterruptedException {
        var partition = new TopicPartition(record.topic(), record.partition());
        var view = views.computeIfAbsent(partition, _ -> new QueueView());
        view.ahead.delivered(record.offset());
        try {
            if (Instant.now().isAfter(view.readAt.plus(FRESH))) {
                read(partition, view);
            }
            var others = view.ahead.firstDue(Instant.now());
            others.remove(tenant);
            if (shared && !others.isEmpty()) {
                view.oldest = view.oldest == UNKNOWN ? oldest(partition, record.offset()) : view.oldest;
                others.values().removeIf(offset -> offset > view.oldest + reach);
            }
            return others.keySet();
        } catch (InterruptException e) {
            throw Interruption.plain(e);
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            LOG.warn("what waits in {} is not known: {}", partition, FailureWording.of(e));
            return List.of();
        }
    }

    @Override
    public synchronized void close() {
        consumer.close();
    }

    /** Reads to the end of the partition, or as far as it gets in time. */
    private void read(TopicPartition partition, QueueView view) {
        long end = consumer.endOffsets(List.of(partition), ANSWER).getOrDefault(partition, 0L);
        var until = Instant.now().plus(ANSWER);
        if (view.ahead.next() < end) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, view.ahead.next());
        }
        while (view.ahead.next() < end && !view.ahead.isFull() && Instant.now().isBefore(until)) {
            for (var record : consumer.poll(POLL)) {
                reader.read(record).ifPresent(queued -> view.ahead.add(record.offset(), queued));
            }
            view.ahead.skipTo(consumer.position(partition, ANSWER));
        }
        view.readAt = Instant.now();
        view.oldest = UNKNOWN;
    }

    /** The oldest record that the share group has not finished. */
    private long oldest(TopicPartition partition, long fallback)
            throws InterruptedException, ExecutionException, TimeoutException {
        var offsets = admin.listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec()))
                .partitionsToOffsetInfo(group).get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        var info = offsets.get(partition);
        return info == null ? fallback : info.startOffset();
    }
}
