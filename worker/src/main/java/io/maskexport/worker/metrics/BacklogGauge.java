package io.maskexport.worker.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.maskexport.worker.failure.FailureWording;
import io.maskexport.worker.failure.Sleeper;
import io.maskexport.worker.metrics.WorkerMeter.WorkTopic;
import io.maskexport.worker.settings.WorkerSettings;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Number of records waiting in all request topics and in the task topic and the age of the oldest one, queried from the broker
 * every half minute; {@code NaN} while unknown, and for a missing topic. For autoscaling: neither brokers nor common exporters
 * report the lag of share groups.
 */
public final class BacklogGauge implements AutoCloseable {
    /** In milliseconds; only a drill that compresses time sets it. */
    private static final Duration INTERVAL = Duration.ofMillis(Long.getLong("maskexport.backlog.interval", 30_000));
    private static final Duration STALE = INTERVAL.multipliedBy(6);
    private static final long ANSWER_SECONDS = 30;
    private static final Logger LOG = LoggerFactory.getLogger(BacklogGauge.class);

    private final Admin admin;
    private final WorkerSettings.KafkaSettings kafka;
    private final boolean shared;
    private final Map<WorkTopic, TopicBacklog> backlogs = new EnumMap<>(WorkTopic.class);
    private final Thread thread;
    private Instant answeredAt = Instant.MIN;
    private List<String> missing = List.of();

    /** The records of a topic that the group has not finished. */
    private record TopicBacklog(double records, double oldestSeconds) {
        static final TopicBacklog UNKNOWN = new TopicBacklog(Double.NaN, Double.NaN);

        TopicBacklog and(TopicBacklog other) {
            return new TopicBacklog(records + other.records, Math.max(oldestSeconds, other.oldestSeconds));
        }
    }

    /** The records of a partition that the group has not finished; {@code first} is the offset of the first one. */
    private record PartitionBacklog(long first, long records) {}

    /** @param admin must stay open as long as this gauge: a client's first answer takes seconds, later ones milliseconds */
    public BacklogGauge(Admin admin, WorkerSettings.KafkaSettings kafka, boolean shared, WorkerMetrics metrics) {
        this.admin = admin;
        this.kafka = kafka;
        this.shared = shared;
        for (var topic : topics().keySet()) {
            metrics.gauge(WorkerMeter.BACKLOG, this, backlog -> backlog.of(topic).records(), topic);
            metrics.gauge(WorkerMeter.OLDEST, this, backlog -> backlog.of(topic).oldestSeconds(), topic);
        }
        thread = Thread.ofVirtual().name("backlog").start(this::run);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    /** Topics that the worker needs and that the broker did not have at the last query. */
    public synchronized List<String> missing() {
        return missing;
    }

    private synchronized TopicBacklog of(WorkTopic topic) {
        return answeredAt.plus(STALE).isBefore(Instant.now())
                ? TopicBacklog.UNKNOWN
                : backlogs.getOrDefault(topic, TopicBacklog.UNKNOWN);
    }

    private synchronized void update(Map<String, TopicBacklog> now) {
        backlogs.clear();
        topics().forEach((topic, names) -> {
            if (now.keySet().containsAll(names)) {
                backlogs.put(topic, names.stream().map(now::get).reduce(TopicBacklog::and).orElseThrow());
            }
        });
        answeredAt = Instant.now();
    }

    private synchronized void reportMissing(List<String> names) {
        if (!names.equals(missing)) {
            LOG.warn("missing topics that must be created: {}", names.isEmpty() ? "none any more" : names);
        }
        missing = names;
    }

    private synchronized void forget() {
        backlogs.clear();
    }

    private Map<WorkTopic, List<String>> topics() {
        return Map.of(WorkTopic.REQUESTS, kafka.topics().allRequests(), WorkTopic.TASKS,
                List.of(kafka.topics().tasks()));
    }

    private void run() {
        try {
            while (!Thread.interrupted()) {
                refresh();
                Sleeper.REAL.sleep(INTERVAL);
            }
        } catch (InterruptedException e) {
            LOG.debug("closed", e);
        }
    }

    /** Retries after any failure; until then the value is unknown, because autoscalers believe what they see. */
    private void refresh() throws InterruptedException {
        try {
            update(backlogs());
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.warn("The backlog is not known: {}", FailureWording.of(e));
            forget();
        }
    }

    private Map<String, TopicBacklog> backlogs() throws InterruptedException, ExecutionException, TimeoutException {
        var partitions = partitions();
        var ends = offsets(partitions, OffsetSpec.latest());
        var begins = offsets(partitions, OffsetSpec.earliest());
        Function<TopicPartition, Optional<PartitionBacklog>> known = shared ? shareBacklog() : groupBacklog(ends);
        var unfinished = partitions.stream().collect(Collectors.toMap(p -> p, p -> known.apply(p).orElseGet(() -> {
            long begin = begins.getOrDefault(p, 0L);
            return new PartitionBacklog(begin, ends.getOrDefault(p, 0L) - begin);
        })));
        var ages = new RecordAges(this::firstSince).of(unfinished.entrySet().stream()
                .filter(p -> p.getValue().records() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, p -> p.getValue().first())), Instant.now());
        return unfinished.entrySet().stream().collect(Collectors.toMap(p -> p.getKey().topic(),
                p -> new TopicBacklog(Math.max(0, p.getValue().records()),
                        ages.getOrDefault(p.getKey(), Duration.ZERO).toMillis() / 1e3),
                TopicBacklog::and));
    }

    /** Partitions of the existing work topics. */
    private List<TopicPartition> partitions() throws InterruptedException, ExecutionException, TimeoutException {
        var partitions = new ArrayList<TopicPartition>();
        var missingTopics = new ArrayList<String>();
        for (var topic : new TreeMap<>(admin.describeTopics(requiredTopics()).topicNameValues()).entrySet()) {
            try {
                var found = answer(topic.getValue());
                found.partitions().forEach(p -> partitions.add(new TopicPartition(found.name(), p.partition())));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
                missingTopics.add(topic.getKey());
            }
        }
        reportMissing(missingTopics);
        return partitions.stream().filter(p -> kafka.topics().work().contains(p.topic())).toList();
    }

    private List<String> requiredTopics() {
        var all = kafka.topics();
        return Stream.concat(all.work().stream(), Stream.of(all.control(), all.events(), all.deadLetters())).toList();
    }

    /** The broker reports no offset for a partition that the group has not read yet: then every record in it is waiting. */
    private Function<TopicPartition, Optional<PartitionBacklog>> shareBacklog()
            throws InterruptedException, ExecutionException, TimeoutException {
        var offsets = shareOffsets();
        return partition -> Optional.ofNullable(offsets.get(partition))
                .flatMap(info -> info.lag().map(lag -> new PartitionBacklog(info.startOffset(), lag)));
    }

    private Map<TopicPartition, SharePartitionOffsetInfo> shareOffsets()
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return answer(admin.listShareGroupOffsets(Map.of(kafka.group(), new ListShareGroupOffsetsSpec()))
                    .partitionsToOffsetInfo(kafka.group()));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of();
            }
            throw e;
        }
    }

    private Function<TopicPartition, Optional<PartitionBacklog>> groupBacklog(Map<TopicPartition, Long> ends)
            throws InterruptedException, ExecutionException, TimeoutException {
        var committed = answer(admin.listConsumerGroupOffsets(kafka.group()).partitionsToOffsetAndMetadata());
        return partition -> Optional.ofNullable(committed.get(partition)).map(offset -> new PartitionBacklog(
                offset.offset(), ends.getOrDefault(partition, 0L) - offset.offset()));
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which)
            throws InterruptedException, ExecutionException, TimeoutException {
        return offsets(partitions.stream().collect(Collectors.toMap(p -> p, _ -> which)));
    }

    private Map<TopicPartition, Long> firstSince(Map<TopicPartition, Long> times)
            throws InterruptedException, ExecutionException, TimeoutException {
        return offsets(times.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> OffsetSpec.forTimestamp(e.getValue()))));
    }

    private Map<TopicPartition, Long> offsets(Map<TopicPartition, OffsetSpec> which)
            throws InterruptedException, ExecutionException, TimeoutException {
        return answer(admin.listOffsets(which).all())
                .entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
    }

    private static <T> T answer(KafkaFuture<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    }
}
