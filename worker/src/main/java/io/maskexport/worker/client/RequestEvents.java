package io.maskexport.worker.client;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.maskexport.contracts.CancellationEffect;
import io.maskexport.contracts.EventReader;
import io.maskexport.contracts.ExportEvent;
import io.maskexport.worker.events.KafkaEnvelope;
import io.maskexport.worker.settings.WorkerSettings;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The events of one request, from now on or from earlier on, read from the topic. Ignores duplicates, and events that only later versions
 * know. For one thread.
 */
public final class RequestEvents implements EventFeed, AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration HISTORY_POLL = Duration.ofMillis(200);
    private static final String EVENT_TOPIC = "KAFKA_EVENT_TOPIC";

    private final Consumer<byte[], byte[]> consumer;
    private final String servers;
    private final byte[] key;
    private final Set<String> seen = new HashSet<>();
    private final List<ExportEvent> history = new ArrayList<>();
    private Optional<CancellationEffect> effect = Optional.empty();

    private RequestEvents(Consumer<byte[], byte[]> consumer, String servers, String requestId) {
        this.consumer = consumer;
        this.servers = servers;
        this.key = requestId.getBytes(UTF_8);
    }

    /**
     * Starts following: nothing published after this call returns is missed.
     *
     * @throws IOException if the broker cannot be reached or has no such topic, with the remedy
     */
    public static RequestEvents open(WorkerSettings.KafkaSettings kafka, String requestId) throws IOException {
        return open(kafka, requestId, RequestEvents::startAtEnd);
    }

    /**
     * As {@link #open(WorkerSettings.KafkaSettings, String)}, and reads what was published before.
     *
     * @param since how far back; without it, as far as the topic goes
     * @see #history
     */
    public static RequestEvents open(WorkerSettings.KafkaSettings kafka, String requestId, Optional<Duration> since)
            throws IOException {
        return open(kafka, requestId, (events, topic) -> events.readHistory(topic, since));
    }

    /** Where to start. */
    private interface StartingPoint {
        void seek(RequestEvents events, String topic) throws IOException;
    }

    private static RequestEvents open(WorkerSettings.KafkaSettings kafka, String requestId, StartingPoint start)
            throws IOException {
        ServerProbe.check(kafka.bootstrapServers());
        var properties = kafka.properties("mask-export-client");
        properties.put("enable.auto.commit", false);
        properties.put("auto.offset.reset", "latest");
        properties.put("isolation.level", "read_committed");
        properties.put("allow.auto.create.topics", false);
        QuickStart.apply(properties);
        var bytes = new ByteArrayDeserializer();
        try {
            var events = new RequestEvents(new KafkaConsumer<>(properties, bytes, bytes), kafka.bootstrapServers(),
                    requestId);
            try {
                start.seek(events, kafka.topics().events());
            } catch (KafkaException | IOException e) {
                events.close();
                throw e;
            }
            return events;
        } catch (KafkaException e) {
            throw BrokerTrouble.of(kafka.bootstrapServers(), e);
        }
    }

    private void startAtEnd(String topic) throws IOException {
        var partitions = partitions(topic, EVENT_TOPIC);
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(partition -> consumer.position(partition, CONNECT));
    }

    private void readHistory(String topic, Optional<Duration> since) throws IOException {
        var partitions = partitions(topic, EVENT_TOPIC);
        consumer.assign(partitions);
        var ends = consumer.endOffsets(partitions, CONNECT).entrySet();
        if (since.isEmpty()) {
            consumer.seekToBeginning(partitions);
        } else {
            long from = Instant.now().minus(since.get()).toEpochMilli();
            var starts = consumer.offsetsForTimes(
                    partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> from)), CONNECT);
            for (var end : ends) {
                var start = starts.get(end.getKey()); // null if nothing was published since
                consumer.seek(end.getKey(), start == null ? end.getValue() : start.offset());
            }
        }
        while (ends.stream().anyMatch(end -> consumer.position(end.getKey(), CONNECT) < end.getValue())) {
            history.addAll(poll(HISTORY_POLL));
        }
    }

    /** What was published before this was opened, as far back as was asked for. */
    public List<ExportEvent> history() {
        return List.copyOf(history);
    }

    /**
     * Makes sure that a topic exists, which a producer would wait for.
     *
     * @param setting the variable that names it
     * @throws IOException if the broker has no such topic or does not show it
     */
    public void require(String topic, String setting) throws IOException {
        try {
            partitions(topic, setting);
        } catch (KafkaException e) {
            throw BrokerTrouble.of(servers, e);
        }
    }

    private List<TopicPartition> partitions(String topic, String setting) throws IOException {
        var partitions = consumer.partitionsFor(topic, CONNECT).stream()
                .map(partition -> new TopicPartition(topic, partition.partition())).toList();
        if (partitions.isEmpty()) {
            throw new IOException("the broker has no topic " + topic + "; create it (docs/operations.md), or check "
                    + setting);
        }
        return partitions;
    }

    @Override
    public List<ExportEvent> poll(Duration wait) throws IOException {
        var events = new ArrayList<ExportEvent>();
        try {
            for (var record : consumer.poll(wait)) {
                if (Arrays.equals(record.key(), key)) {
                    read(record).ifPresent(events::add);
                }
            }
        } catch (KafkaException e) {
            throw new IOException("following events: " + e.getMessage(), e);
        }
        return events;
    }

    /** Empty for a duplicate, and for an unknown type of event. */
    private Optional<ExportEvent> read(ConsumerRecord<byte[], byte[]> record) {
        var envelope = KafkaEnvelope.of(record);
        try {
            var event = EventReader.read(envelope);
            if (!seen.add(envelope.headers().getOrDefault("ce_id", ""))) {
                return Optional.empty();
            }
            effect = CancellationEffect.of(envelope);
            return Optional.of(event);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<CancellationEffect> effect() {
        return effect;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
