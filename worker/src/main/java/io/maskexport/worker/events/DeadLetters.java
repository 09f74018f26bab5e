package io.maskexport.worker.events;

import java.io.IOException;
import java.util.Arrays;

import io.maskexport.worker.failure.Failure;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Records that nobody can read, as they were: key, value, headers, and beside them where they came from and why they are
 * here ({@code x-…} headers). What is larger than {@value #MOST} bytes, or than the broker takes, is cut, headers that fill half of it are left out, and {@code x-original-bytes} says how much there was.
 */
public final class DeadLetters {
    private static final int MOST = 900_000;
    private static final int LEAST = 2_000;
    private static final int MOST_DETAIL = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final RecordPublisher publisher;
    private final String topic;

    public DeadLetters(RecordPublisher publisher, String topic) {
        this.publisher = publisher;
        this.topic = topic;
    }

    /**
     * Returns when the letter is durable.
     *
     * @param reason a code
     * @param detail a sentence for people
     */
    public void send(ConsumerRecord<byte[], byte[]> record, String reason, String detail)
            throws IOException, InterruptedException {
        int bytes = bytes(record.key()) + bytes(record.value()) + bytes(record.headers());
        for (int most = MOST;; most = Math.min(most, bytes) / 2) {
            try {
                publisher.send(letter(topic, record, reason, detail, most));
                return;
            } catch (Failure.Terminal e) {
                if (!RecordPublisher.isTooLarge(e) || most < LEAST) {
                    throw e;
                }
                LOG.warn("the dead letter is cut: {}", e.getMessage());
            }
        }
    }

    static ProducerRecord<byte[], byte[]> letter(String topic, ConsumerRecord<byte[], byte[]> record, String reason,
            String detail) {
        return letter(topic, record, reason, detail, MOST);
    }

    private static ProducerRecord<byte[], byte[]> letter(String topic, ConsumerRecord<byte[], byte[]> record,
            String reason, String detail, int most) {
        int headers = bytes(record.headers());
        int room = headers > most / 2 ? most : most - headers;
        byte @Nullable [] key = cut(record.key(), room / 4);
        var letter = new ProducerRecord<byte[], byte[]>(topic, key, cut(record.value(), room - bytes(key)));
        if (headers <= most / 2) {
            record.headers().forEach(letter.headers()::add);
        }
        add(letter.headers(), "x-original-topic", record.topic());
        add(letter.headers(), "x-original-partition", Integer.toString(record.partition()));
        add(letter.headers(), "x-original-offset", Long.toString(record.offset()));
        add(letter.headers(), "x-original-timestamp", Long.toString(record.timestamp()));
        add(letter.headers(), "x-original-bytes",
                Integer.toString(bytes(record.key()) + bytes(record.value()) + headers));
        add(letter.headers(), "x-reason", reason);
        add(letter.headers(), "x-detail", detail.substring(0, Math.min(detail.length(), MOST_DETAIL)));
        return letter;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    private static byte @Nullable [] cut(byte @Nullable [] bytes, int most) {
        return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
    }

    private static int bytes(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static int bytes(Headers headers) {
        int sum = 0;
        for (var header : headers) {
            sum += header.key().length() + bytes(header.value());
        }
        return sum;
    }
}
