package io.maskexport.worker.events;

import java.io.IOException;
import java.util.Arrays;

import io.maskexport.worker.failure.Failure;
import io.maskexport.worker.failure.SendFailure;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The dead-letter topic: unreadable records as they came (key, value, headers), with {@code x-…} headers for their
 * origin and the reason. A letter above {@value #LETTER_BYTES} bytes, or above the broker's limit, is truncated;
 * headers are dropped if they would fill half of it, and {@code x-original-bytes} states the original size.
 */
public final class DeadLetters {
    private static final int LETTER_BYTES = 900_000;
    private static final int SMALLEST_LETTER_BYTES = 2_000;
    private static final int DETAIL_CHARACTERS = 1_000;
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
        for (int limit = LETTER_BYTES;; limit = Math.min(limit, bytes) / 2) {
            try {
                publisher.send(letter(topic, record, reason, detail, limit));
                return;
            } catch (Failure.Terminal e) {
                if (!SendFailure.isTooLarge(e) || limit < SMALLEST_LETTER_BYTES) {
                    throw e;
                }
                LOG.warn("dead letter truncated: {}", e.getMessage());
            }
        }
    }

    static ProducerRecord<byte[], byte[]> letter(String topic, ConsumerRecord<byte[], byte[]> record, String reason,
            String detail) {
        return letter(topic, record, reason, detail, LETTER_BYTES);
    }

    private static ProducerRecord<byte[], byte[]> letter(String topic, ConsumerRecord<byte[], byte[]> record,
            String reason, String detail, int limit) {
        int headers = bytes(record.headers());
        int room = headers > limit / 2 ? limit : limit - headers;
        byte @Nullable [] key = cut(record.key(), room / 4);
        var letter = new ProducerRecord<byte[], byte[]>(topic, key, cut(record.value(), room - bytes(key)));
        if (headers <= limit / 2) {
            record.headers().forEach(letter.headers()::add);
        }
        add(letter.headers(), "x-original-topic", record.topic());
        add(letter.headers(), "x-original-partition", Integer.toString(record.partition()));
        add(letter.headers(), "x-original-offset", Long.toString(record.offset()));
        add(letter.headers(), "x-original-timestamp", Long.toString(record.timestamp()));
        add(letter.headers(), "x-original-bytes",
                Integer.toString(bytes(record.key()) + bytes(record.value()) + headers));
        add(letter.headers(), "x-reason", reason);
        add(letter.headers(), "x-detail", detail.substring(0, Math.min(detail.length(), DETAIL_CHARACTERS)));
        return letter;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    private static byte @Nullable [] cut(byte @Nullable [] bytes, int limit) {
        return bytes == null || bytes.length <= limit ? bytes : Arrays.copyOf(bytes, limit);
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
