package io.maskexport.worker.client;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
 * The events of one request from now on, read from the topic. Ignores duplicates, and events that only later versions
 * know. For one thread.
 */
public final class RequestEvents implements EventFeed, AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(20);

    private final Consumer<byte[], byte[]> consumer;
    private final String servers;
    private final byte[] key;
    private final Set<String> seen = new HashSet<>();
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
            events.startAtEnd(kafka.topics().events());
            return events;
        } catch (KafkaException e) {
            throw BrokerTrouble.of(kafka.bootstrapServers(), e);
        }
    }

    private void startAtEnd(String topic) throws IOException {
        try {
            var partitions = partitions(topic, "KAFKA_EVENT_TOPIC");
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(partition -> consumer.position(partition, CONNECT));
        } catch (KafkaException | IOException e) {
            close();
            throw e;
        }
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
