package io.maskexport.resilience.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

import io.maskexport.worker.settings.WorkerSettings;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Sends requests and follows them to their end. */
final class RequestLoad implements AutoCloseable {
    private static final List<String> LAST = List.of("completed", "failed", "cancelled", "rejected");
    private static final int CANCELLED_AFTER = 2;

    private final WorkerSettings.TopicNames topics;
    private final RequestGenerator requests;
    private final KafkaProducer<String, String> producer;
    private final KafkaConsumer<String, String> consumer;
    private final Set<String> sent = new HashSet<>();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private final Deque<String> toCancel = new ArrayDeque<>();
    private final Thread follower;
    private int number;
    private volatile boolean closed;

    RequestLoad(String bootstrapServers, WorkerSettings.TopicNames topics, RequestGenerator requests) {
        this.topics = topics;
        this.requests = requests;
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new StringSerializer(), new StringSerializer());
        consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(),
                new StringDeserializer());
        consumer.assign(consumer.partitionsFor(topics.events()).stream()
                .map(p -> new TopicPartition(p.topic(), p.partition())).toList());
        consumer.seekToBeginning(consumer.assignment());
        follower = Thread.ofPlatform().name("follower").start(this::follow);
    }

    /** Sends requests until {@code count} are sent. */
    void sendUpTo(int count) throws InterruptedException, ExecutionException {
        while (number < count) {
            number++;
            send(requests.next());
        }
    }

    private void send(RequestGenerator.GeneratedRequest request) throws InterruptedException, ExecutionException {
        for (int times = request.twice() ? 2 : 1; times > 0; times--) {
            producer.send(new ProducerRecord<>(topics.requests(), request.value())).get();
        }
        if (!request.id().isEmpty()) {
            sent.add(request.id());
        }
        if (request.cancelled()) {
            toCancel.add(request.id());
        }
        if (number % CANCELLED_AFTER == 0 && !toCancel.isEmpty()) {
            producer.send(new ProducerRecord<>(topics.control(), RequestGenerator.cancellation(toCancel.remove())))
                    .get();
        }
    }

    /** Requests without a last event. */
    Set<String> open() {
        var open = new HashSet<>(sent);
        open.removeAll(ended);
        return open;
    }

    /** Waits until at most {@code openLimit} requests are open; false on timeout. */
    boolean await(int openLimit, Duration time) throws InterruptedException {
        var end = Instant.now().plus(time);
        while (open().size() > openLimit) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
            Thread.sleep(50);
        }
        return true;
    }

    private void follow() {
        try (consumer) {
            while (!closed) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    var type = new String(record.headers().lastHeader("ce_type").value(), UTF_8);
                    if (LAST.stream().anyMatch(last -> type.equals("io.maskexport.export." + last + ".v1"))) {
                        ended.add(record.key());
                    }
                }
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        follower.join();
        producer.close();
    }
}
