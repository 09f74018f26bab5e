package io.maskexport.worker.service;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import io.maskexport.contracts.ReasonCode;
import io.maskexport.worker.failure.FailedAttempts;
import io.maskexport.worker.protocol.DeliveredRecord;
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

class OriginHeaderTest {
    private static final long SENT = 1_796_000_000_000L;

    @Test
    void a_record_is_named_after_its_position() {
        var origin = delivery(record(3, 41, new RecordHeaders())).origin();

        assertThat(origin.id()).isEqualTo("3-41");
        assertThat(origin.sent()).isEqualTo(Instant.ofEpochMilli(SENT));
    }

    @Test
    void a_requeued_record_always_keeps_its_origin() {
        var first = record(3, 41, new RecordHeaders());
        var second = delivered(OriginHeader.copy(first, Instant.EPOCH, FailedAttempts.NONE), 5, 77);
        var third = delivered(OriginHeader.copy(second, Instant.EPOCH, FailedAttempts.NONE), 1, 99);

        assertThat(delivery(third).origin()).isEqualTo(delivery(first).origin());
        assertThat(third.headers()).hasSize(2);
    }

    @Test
    void only_the_first_delivery_of_a_record_tells_how_long_it_waited() {
        var first = record(3, 41, new RecordHeaders());

        assertThat(OriginHeader.isFirstDelivery(first)).isTrue();
        assertThat(OriginHeader.isFirstDelivery(redelivered(first))).isFalse();
        assertThat(OriginHeader.isFirstDelivery(
                delivered(OriginHeader.copy(first, Instant.EPOCH, FailedAttempts.NONE), 5, 77))).isFalse();
    }

    @Test
    void a_record_that_is_only_passed_over_still_waits() {
        var passed = delivered(OriginHeader.copy(record(3, 41, new RecordHeaders())), 5, 77);
        var passedTwice = delivered(OriginHeader.copy(passed), 5, 78);

        assertThat(OriginHeader.isFirstDelivery(passedTwice)).isTrue();
        assertThat(OriginHeader.isFirstDelivery(delivered(OriginHeader.copy(redelivered(passed)), 5, 79))).isFalse();
        assertThat(OriginHeader.isFirstDelivery(
                delivered(OriginHeader.copy(passed, Instant.EPOCH, FailedAttempts.NONE), 5, 80))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../../exports", "3-41/", "3-41-5", "12345678901-1"})
    void a_header_that_no_worker_wrote_is_ignored(String header) {
        var headers = new RecordHeaders().add("mask-export-origin", header.getBytes(UTF_8));

        assertThat(delivery(record(3, 41, headers)).origin().id()).isEqualTo("3-41");
    }

    @Test
    void a_record_that_is_put_off_says_until_when_and_after_how_many_failures() {
        var due = Instant.now().plusSeconds(40).truncatedTo(ChronoUnit.MILLIS);
        var tries = new FailedAttempts(7, Optional.empty());
        var again = delivery(delivered(OriginHeader.copy(record(3, 41, new RecordHeaders()), due, tries), 5, 77));

        assertThat(again.notBefore()).isEqualTo(due);
        assertThat(again.failed()).isEqualTo(tries);
    }

    @Test
    void a_record_that_is_put_off_says_what_is_doubted_and_since_when() {
        var since = Instant.ofEpochMilli(SENT);
        var failed = new FailedAttempts(3,
                Optional.of(new FailedAttempts.Doubt(ReasonCode.ACCESS_DENIED, 2, since, since)));
        var again = delivery(delivered(OriginHeader.copy(record(3, 41, new RecordHeaders()), since, failed), 5, 77));

        assertThat(again.failed()).isEqualTo(failed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-2-NO_SUCH_REASON-3-4", "1-2"})
    void a_doubt_that_this_worker_does_not_know_is_none(String header) {
        var headers = new RecordHeaders().add("mask-export-put-off", header.getBytes(UTF_8));

        assertThat(delivery(record(3, 41, headers)).failed()).isEqualTo(new FailedAttempts(2, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1-1", "999999999999999-1", "x", "1-9999"})
    void no_header_puts_a_record_off_for_longer_than_a_pause(String header) {
        var headers = new RecordHeaders().add("mask-export-put-off", header.getBytes(UTF_8));

        assertThat(delivery(record(3, 41, headers)).notBefore()).isBefore(Instant.now().plusSeconds(120));
    }

    private static DeliveredRecord delivery(ConsumerRecord<byte[], byte[]> record) {
        return OriginHeader.delivery(record, _ -> {});
    }

    private static ConsumerRecord<byte[], byte[]> delivered(ProducerRecord<byte[], byte[]> sent, int partition,
            long offset) {
        assertThat(sent.timestamp()).isEqualTo(SENT);
        return record(partition, offset, sent.headers());
    }

    private static ConsumerRecord<byte[], byte[]> redelivered(ConsumerRecord<byte[], byte[]> record) {
        return new ConsumerRecord<>(record.topic(), record.partition(), record.offset(), SENT,
                TimestampType.CREATE_TIME, 0, 0, new byte[0], new byte[0], record.headers(), Optional.empty(),
                Optional.of((short) 2));
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, Headers headers) {
        return new ConsumerRecord<>("requests", partition, offset, SENT, TimestampType.CREATE_TIME, 0, 0, new byte[0],
                new byte[0], headers, Optional.empty());
    }
}
