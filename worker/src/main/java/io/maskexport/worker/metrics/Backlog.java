package io.maskexport.worker.metrics;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import io.maskexport.worker.failure.Wording;
import io.maskexport.worker.metrics.WorkerMeter.WorkTopic;
import io.maskexport.worker.settings.Settings;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many records wait in the requests and tasks topics, asked of the broker every half minute; {@code NaN} while unknown.
 * For autoscaling, because neither brokers nor common exporters tell the lag of share groups.
 */
public final class Backlog implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final long ANSWER_SECONDS = 30;
    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

    private final Admin admin;
    private final Settings.Kafka kafka;
    private final boolean shared;
    private final Map<WorkTopic, Double> records = new EnumMap<>(WorkTopic.class);
    private final Thread thread;

    /** @param admin stays open as long as this: the first answer takes seconds, later ones milliseconds */
    public Backlog(Admin admin, Settings.Kafka kafka, boolean shared, WorkerMetrics metrics) {
        this.admin = admin;
        this.kafka = kafka;
        this.shared = shared;
        for (var topic : Arrays.asList(WorkTopic.REQUESTS, WorkTopic.TASKS)) {
            metrics.gauge(WorkerMeter.BACKLOG, this, backlog -> backlog.of(topic), topic);
        }
        thread = Thread.ofVirtual().name("backlog").start(this::run);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private synchronized double of(WorkTopic topic) {
        return records.getOrDefault(topic, Double.NaN);
    }

    private synchronized void show(Map<String, Long> lags) {
        records.put(WorkTopic.REQUESTS, (double) lags.getOrDefault(kafka.topics().requests(), 0L));
        records.put(WorkTopic.TASKS, (double) lags.getOrDefault(kafka.topics().tasks(), 0L));
    }

    private synchronized void forget() {
        records.clear();
    }

    private void run() {
        try {
            while (!Thread.interrupted()) {
                ask();
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException e) {
            LOG.debug("closed", e);
        }
    }

    private void ask() throws InterruptedException {
        try {
            show(shared ? shareLag() : groupLag());
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The backlog is not known: {}", Wording.of(e));
            forget();
        }
    }

    private Map<String, Long> shareLag() throws InterruptedException, ExecutionException, TimeoutException {
        return admin.listShareGroupOffsets(Map.of(kafka.group(), new ListShareGroupOffsetsSpec()))
                .partitionsToOffsetInfo(kafka.group()).get(ANSWER_SECONDS, TimeUnit.SECONDS).entrySet().stream()
                .collect(Collectors.groupingBy(e -> e.getKey().topic(),
                        Collectors.summingLong(e -> e.getValue().lag().orElse(0L))));
    }

    private Map<String, Long> groupLag() throws InterruptedException, ExecutionException, TimeoutException {
        var committed = admin.listConsumerGroupOffsets(kafka.group()).partitionsToOffsetAndMetadata()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS);
        var topics = admin.describeTopics(List.of(kafka.topics().requests(), kafka.topics().tasks()))
                .allTopicNames().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        var partitions = topics.values().stream()
                .flatMap(t -> t.partitions().stream().map(p -> new TopicPartition(t.name(), p.partition()))).toList();
        var ends = offsets(partitions, OffsetSpec.latest());
        var begins = offsets(partitions, OffsetSpec.earliest());
        return partitions.stream().collect(Collectors.groupingBy(TopicPartition::topic, Collectors.summingLong(p -> {
            var offset = committed.get(p);
            return ends.getOrDefault(p, 0L) - (offset == null ? begins.getOrDefault(p, 0L) : offset.offset());
        })));
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which)
            throws InterruptedException, ExecutionException, TimeoutException {
        return admin.listOffsets(partitions.stream().collect(Collectors.toMap(p -> p, _ -> which))).all()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
    }
}
