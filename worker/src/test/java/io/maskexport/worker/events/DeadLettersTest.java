package io.maskexport.worker.events;

import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class DeadLettersTest {
    private final Headers headers = new RecordHeaders().add("traceparent", "00-ab".getBytes(UTF_8));

    @Test
    void a_letter_is_the_record_and_where_it_came_from_and_why_it_is_dead() {
        var letter = DeadLetters.letter("dead", record("key".getBytes(UTF_8), "no json".getBytes(UTF_8)), "NOT_JSON",
                "line 1");

        assertThat(letter.topic()).isEqualTo("dead");
        assertThat(letter.key()).asString(UTF_8).isEqualTo("key");
        assertThat(letter.value()).asString(UTF_8).isEqualTo("no json");
        assertThat(header(letter, "traceparent")).isEqualTo("00-ab");
        assertThat(header(letter, "x-original-topic")).isEqualTo("requests");
        assertThat(header(letter, "x-original-partition")).isEqualTo("2");
        assertThat(header(letter, "x-original-offset")).isEqualTo("17");
        assertThat(header(letter, "x-original-timestamp")).isEqualTo("1700000000000");
        assertThat(header(letter, "x-reason")).isEqualTo("NOT_JSON");
        assertThat(header(letter, "x-detail")).isEqualTo("line 1");
    }

    @Test
    void a_record_without_key_or_value_is_a_letter_too() {
        var letter = DeadLetters.letter("dead", record(null, null), "EMPTY", "");

        assertThat(letter.value()).isNull();
        assertThat(header(letter, "x-original-bytes")).isEqualTo("16");
    }

    @Test
    void a_letter_is_never_larger_than_the_broker_takes() {
        headers.add("huge", new byte[700_000]);
        var letter = DeadLetters.letter("dead", record(new byte[600_000], new byte[2_000_000]), "TOO_LARGE",
                "x".repeat(5_000));

        assertThat(letter.key().length + letter.value().length).isEqualTo(900_000);
        assertThat(letter.headers().lastHeader("huge")).isNull();
        assertThat(header(letter, "x-original-bytes")).isEqualTo("3300020");
    }

    private ConsumerRecord<byte[], byte[]> record(byte @Nullable [] key, byte @Nullable [] value) {
        return new ConsumerRecord<>("requests", 2, 17, 1_700_000_000_000L, TimestampType.CREATE_TIME, 0, 0, key, value,
                headers, Optional.empty());
    }

    private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }
}
