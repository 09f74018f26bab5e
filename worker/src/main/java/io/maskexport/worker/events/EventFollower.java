package io.maskexport.worker.events;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;

import io.maskexport.contracts.Envelope;
import io.maskexport.contracts.Event;
import io.maskexport.contracts.EventReader;
import io.maskexport.contracts.ExportRejected;
import io.maskexport.contracts.TerminalEvent;
import io.maskexport.worker.settings.Settings;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The events of one request, from when this was opened. For one thread. */
public final class EventFollower implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final String requestId;

    /** Told of each event. */
    @FunctionalInterface
    public interface Listener {
        void heard(Event event);
    }

    private EventFollower(Consumer<byte[], byte[]> consumer, String requestId) {
        this.consumer = consumer;
        this.requestId = requestId;
    }

    /** Returns when every event that is published from now on will be heard. */
    public static EventFollower open(Settings.Kafka kafka, String requestId) {
        var bytes = new ByteArrayDeserializer();
        var properties = kafka.properties("mask-export-follower");
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        var consumer = new KafkaConsumer<>(properties, bytes, bytes);
        consumer.assign(consumer.partitionsFor(kafka.topics().events()).stream()
                .map(p -> new TopicPartition(p.topic(), p.partition())).toList());
        consumer.seekToEnd(consumer.assignment());
        consumer.assignment().forEach(consumer::position); // seeking is lazy
        return new EventFollower(consumer, requestId);
    }

    /**
     * Follows until the request has ended.
     *
     * @return the last event; empty when it did not come in time
     */
    public Optional<Event> follow(Listener listener, Duration time) throws IOException {
        var end = Instant.now().plus(time);
        while (Instant.now().isBefore(end)) {
            for (var record : consumer.poll(POLL)) {
                if (record.key() != null && requestId.equals(new String(record.key(), UTF_8))) {
                    var event = event(record);
                    listener.heard(event);
                    if (event instanceof TerminalEvent || event instanceof ExportRejected) {
                        return Optional.of(event);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Event event(ConsumerRecord<byte[], byte[]> record) throws IOException {
        var headers = new HashMap<String, String>();
        record.headers().forEach(header -> {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), UTF_8));
            }
        });
        return EventReader.read(new Envelope(headers, record.value()));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
