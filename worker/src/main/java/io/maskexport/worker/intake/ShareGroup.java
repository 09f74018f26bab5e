package io.maskexport.worker.intake;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Configures a share group so that no record is skipped and the lag is known from the first record on. A step may fail,
 * because of a missing permission or an older broker; this is logged, and an operator can do the same with
 * {@code kafka-configs.sh}.
 */
public final class ShareGroup {
    /** How many records behind the oldest unfinished one the broker delivers, as this class sets it. */
    public static final int WINDOW = 4_000;
    /** The same, as brokers set it. */
    public static final int DEFAULT_WINDOW = 2_000;

    private static final Duration TIME = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(ShareGroup.class);

    private final Admin admin;
    private final String name;

    private interface SetupStep {
        void run() throws ExecutionException, InterruptedException, TimeoutException;
    }

    public ShareGroup(Admin admin, String name) {
        this.admin = admin;
        this.name = name;
    }

    /** @param lock how long the broker waits for an unresponsive worker */
    public void provision(List<String> topics, Duration lock) throws InterruptedException {
        for (var config : configuration(lock).entrySet()) {
            tolerate(config.getKey(), () -> set(config.getKey(), config.getValue()));
        }
        tolerate("start offsets", () -> initialise(topics));
    }

    /** By default a group starts at the latest offset, and a record has only five deliveries. */
    private static Map<String, String> configuration(Duration lock) {
        var configuration = new LinkedHashMap<String, String>();
        configuration.put("share.auto.offset.reset", "earliest");
        configuration.put("share.isolation.level", "read_committed");
        configuration.put("share.record.lock.duration.ms", String.valueOf(lock.toMillis()));
        configuration.put("share.delivery.count.limit", "10");
        configuration.put("share.partition.max.record.locks", String.valueOf(WINDOW));
        return configuration;
    }

    private void set(String key, String value) throws ExecutionException, InterruptedException, TimeoutException {
        var group = new ConfigResource(ConfigResource.Type.GROUP, name);
        var operation = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
        get(admin.incrementalAlterConfigs(Map.of(group, List.of(operation))).all());
    }

    /** A group has no lag before it has offsets, so an autoscaler would never see the first requests. */
    private void initialise(List<String> topics) throws ExecutionException, InterruptedException, TimeoutException {
        var known = get(admin.listShareGroupOffsets(Map.of(name, new ListShareGroupOffsetsSpec()))
                .partitionsToOffsetInfo(name));
        var fresh = get(admin.describeTopics(topics).allTopicNames()).values().stream()
                .flatMap(topic -> topic.partitions().stream().map(p -> new TopicPartition(topic.name(), p.partition())))
                .filter(partition -> known.get(partition) == null) // listed, but without an offset
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.earliest()));
        if (!fresh.isEmpty()) {
            var offsets = get(admin.listOffsets(fresh).all()).entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
            get(admin.alterShareGroupOffsets(name, offsets).all());
        }
    }

    private void tolerate(String what, SetupStep step) throws InterruptedException {
        try {
            step.run();
        } catch (ExecutionException e) {
            LOG.warn("cannot set {} of share group {}: {}", what, name, String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            LOG.warn("cannot set {} of share group {}: no answer", what, name, e);
        }
    }

    private static <T> T get(KafkaFuture<T> future) throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(TIME.toMillis(), TimeUnit.MILLISECONDS);
    }
}
