package io.maskexport.worker.events;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import io.maskexport.worker.failure.Failure;
import io.maskexport.worker.failure.FailureWording;
import io.maskexport.worker.failure.Interruption;
import io.maskexport.worker.failure.SendFailure;
import io.maskexport.worker.settings.WorkerSettings;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends records to Kafka with an idempotent producer, acknowledged by all in-sync replicas. Thread-safe. */
public final class RecordPublisher implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(RecordPublisher.class);

    private final Producer<byte[], byte[]> producer;

    RecordPublisher(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** Opens a producer; it connects in the background. */
    public static RecordPublisher open(WorkerSettings.KafkaSettings kafka) {
        var properties = kafka.properties("mask-export-publisher");
        properties.put("acks", "all");
        properties.put("enable.idempotence", true);
        properties.put("linger.ms", 0);
        properties.put("delivery.timeout.ms", 60_000);
        properties.put("max.block.ms", 30_000);
        var bytes = new ByteArraySerializer();
        return new RecordPublisher(new KafkaProducer<>(properties, bytes, bytes));
    }

    /**
     * Returns when the record is durable.
     *
     * @throws Failure.DependencyDown the broker does not accept it now
     * @throws Failure.Terminal the broker will never accept it
     */
    public void send(ProducerRecord<byte[], byte[]> record) throws IOException, InterruptedException {
        sendAll(List.of(record));
    }

    /** Returns when all records are durable; after a failure, some may be. The broker need not answer one by one. */
    public void sendAll(List<ProducerRecord<byte[], byte[]>> records) throws IOException, InterruptedException {
        var sent = new ArrayDeque<SentRecord>();
        try {
            for (var record : records) {
                sent.add(new SentRecord(record, producer.send(record)));
            }
        } catch (InterruptException e) {
            throw Interruption.plain(e);
        }
        for (var record : sent) {
            record.await();
        }
    }

    /** A record on its way. */
    private record SentRecord(ProducerRecord<byte[], byte[]> record, Future<RecordMetadata> answer) {
        void await() throws IOException, InterruptedException {
            try {
                answer.get();
            } catch (ExecutionException e) {
                throw SendFailure.of(record.topic(), record.value() == null ? 0 : record.value().length,
                        e.getCause() == null ? e : e.getCause());
            } catch (InterruptException e) {
                throw Interruption.plain(e);
            }
        }
    }

    /**
     * Sends a record as {@link #send} does, to the partition after the one that it came from: where partitions belong to
     * workers, another worker may get it.
     */
    public void sendOnward(ProducerRecord<byte[], byte[]> record, int from) throws IOException, InterruptedException {
        int partitions = partitions(record);
        send(partitions < 2
                ? record
                : new ProducerRecord<>(record.topic(), (from + 1) % partitions, record.timestamp(), record.key(),
                        record.value(), record.headers()));
    }

    private int partitions(ProducerRecord<byte[], byte[]> record) throws IOException, InterruptedException {
        try {
            return producer.partitionsFor(record.topic()).size();
        } catch (InterruptException e) {
            throw Interruption.plain(e);
        } catch (KafkaException e) {
            throw SendFailure.of(record.topic(), record.value() == null ? 0 : record.value().length, e);
        }
    }

    /** Sends without waiting; a loss is logged. */
    public void offer(ProducerRecord<byte[], byte[]> record) {
        var _ = producer.send(record, (_, failure) -> {
            if (failure != null) {
                LOG.warn("a record for {} was lost: {}", record.topic(), FailureWording.of(failure));
            }
        });
    }

    /** The client's own metrics. */
    public Map<MetricName, ? extends Metric> metrics() {
        return producer.metrics();
    }

    /** Sends pending records, then closes. */
    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
