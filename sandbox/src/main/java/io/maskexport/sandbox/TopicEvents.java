package io.maskexport.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.maskexport.contracts.EventReader;
import io.maskexport.contracts.ExportEvent;
import io.maskexport.worker.events.KafkaEnvelope;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The events of a topic from its beginning, as a client sees them. For one thread. */
public final class TopicEvents implements AutoCloseable {
    private final Consumer<byte[], byte[]> consumer;
    private final List<ReceivedEvent> received = new ArrayList<>();

    /** An event and its id. */
    public record ReceivedEvent(String id, ExportEvent event) {}

    public TopicEvents(String bootstrapServers, String topic) {
        var bytes = new ByteArrayDeserializer();
        consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest",
                "isolation.level", "read_committed"), bytes, bytes);
        consumer.assign(consumer.partitionsFor(topic).stream()
                .map(p -> new TopicPartition(p.topic(), p.partition())).toList());
        consumer.seekToBeginning(consumer.assignment());
    }

    /**
     * Waits for the last event of a request.
     *
     * @throws IllegalStateException on timeout
     */
    public ExportEvent last(String requestId, Duration time) throws IOException {
        return await(event -> event.requestId().equals(requestId) && event.endsRequest(), time).event();
    }

    /** Waits for an event; events received before count too. */
    public ReceivedEvent await(Predicate<ExportEvent> wanted, Duration time) throws IOException {
        var end = Instant.now().plus(time);
        for (int seen = 0; Instant.now().isBefore(end); poll()) {
            for (; seen < received.size(); seen++) {
                if (wanted.test(received.get(seen).event())) {
                    return received.get(seen);
                }
            }
        }
        throw new IllegalStateException("the event did not come; there were " + received);
    }

    /** All events received, in the order of each request's events. */
    public List<ReceivedEvent> received() {
        return List.copyOf(received);
    }

    /** Receives the available events. */
    public void poll() throws IOException {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
            received.add(received(record));
        }
    }

    private static ReceivedEvent received(ConsumerRecord<byte[], byte[]> record) throws IOException {
        var envelope = KafkaEnvelope.of(record);
        return new ReceivedEvent(String.valueOf(envelope.headers().get("ce_id")), EventReader.read(envelope));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
