package io.maskexport.worker.service;

import java.time.Instant;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class OriginsTest {
    private static final long SENT = 1_796_000_000_000L;

    @Test
    void a_record_is_called_after_its_place() {
        var origin = Origins.of(record(3, 41, new RecordHeaders()));

        assertThat(origin.id()).isEqualTo("3-41");
        assertThat(origin.sent()).isEqualTo(Instant.ofEpochMilli(SENT));
    }

    @Test
    void a_record_that_is_sent_anew_keeps_its_origin_however_often() {
        var first = record(3, 41, new RecordHeaders());
        var second = delivered(Origins.copy(first), 5, 77);
        var third = delivered(Origins.copy(second), 1, 99);

        assertThat(Origins.of(third)).isEqualTo(Origins.of(first));
        assertThat(third.headers()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../../exports", "3-41/", "3-41-5", "12345678901-1"})
    void a_header_that_no_worker_wrote_is_passed_over(String header) {
        var headers = new RecordHeaders().add("mask-export-origin", header.getBytes(UTF_8));

        assertThat(Origins.of(record(3, 41, headers)).id()).isEqualTo("3-41");
    }

    private static ConsumerRecord<byte[], byte[]> delivered(ProducerRecord<byte[], byte[]> sent, int partition,
            long offset) {
        assertThat(sent.timestamp()).isEqualTo(SENT);
        return record(partition, offset, sent.headers());
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, Headers headers) {
        return new ConsumerRecord<>("requests", partition, offset, SENT, TimestampType.CREATE_TIME, 0, 0, new byte[0],
                new byte[0], headers, Optional.empty());
    }
}
