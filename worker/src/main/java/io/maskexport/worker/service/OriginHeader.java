package io.maskexport.worker.service;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.maskexport.contracts.ReasonCode;
import io.maskexport.worker.failure.AttemptDecision;
import io.maskexport.worker.failure.FailedAttempts;
import io.maskexport.worker.protocol.DeliveredRecord;
import io.maskexport.worker.protocol.RecordOrigin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The origin of a record: its position in Kafka, which a requeued copy carries in a header. */
final class OriginHeader {
    private static final String HEADER = "mask-export-origin";
    private static final String PUT_OFF_HEADER = "mask-export-put-off";
    /** On copies of records that nobody has worked on. */
    private static final String UNTOUCHED_HEADER = "mask-export-untouched";
    private static final int MAX_FAILURES = 999;
    /** Anyone may write headers, and the id becomes part of an object key. */
    private static final Pattern PUT_OFF = Pattern
            .compile("([0-9]{1,15})-([0-9]{1,3})(?:-([A-Z_]{1,40})-([0-9]{1,3})-([0-9]{1,15}))?");
    private static final Pattern ID = Pattern.compile("[0-9]{1,10}-[0-9]{1,19}");

    /** Sends a record. */
    @FunctionalInterface
    interface RecordSender {
        void send(ProducerRecord<byte[], byte[]> record) throws IOException, InterruptedException;
    }

    private OriginHeader() {}

    /** A record as delivered; a requeued copy keeps its origin. */
    static DeliveredRecord delivery(ConsumerRecord<byte[], byte[]> record, RecordSender sender) {
        var putOff = PUT_OFF.matcher(header(record, PUT_OFF_HEADER));
        boolean isPutOff = putOff.matches();
        return new DeliveredRecord(new RecordOrigin(id(record), Instant.ofEpochMilli(record.timestamp())),
                record.deliveryCount().orElse((short) 1),
                isPutOff ? notBefore(Long.parseLong(putOff.group(1))) : Instant.EPOCH,
                isPutOff ? failed(putOff) : FailedAttempts.NONE,
                (notBefore, failed) -> sender.send(copy(record, notBefore, failed)));
    }

    /** When the next try of a record may begin. */
    static Instant notBefore(ConsumerRecord<byte[], byte[]> record) {
        var putOff = PUT_OFF.matcher(header(record, PUT_OFF_HEADER));
        return putOff.matches() ? notBefore(Long.parseLong(putOff.group(1))) : Instant.EPOCH;
    }

    /** A copy for the end of the topic that is tried no later than the record. */
    static ProducerRecord<byte[], byte[]> copy(ConsumerRecord<byte[], byte[]> record) {
        var delivery = delivery(record, _ -> {});
        var copy = copy(record, delivery.notBefore(), delivery.failed());
        if (isFirstDelivery(record)) {
            copy.headers().add(UNTOUCHED_HEADER, new byte[0]);
        }
        return copy;
    }

    /**
     * Whether nobody has worked on the record. The age of later deliveries, and of copies after a failure, includes work, not
     * only the wait.
     */
    static boolean isFirstDelivery(ConsumerRecord<byte[], byte[]> record) {
        var headers = record.headers();
        return record.deliveryCount().orElse((short) 1) == 1
                && (headers.lastHeader(HEADER) == null || headers.lastHeader(UNTOUCHED_HEADER) != null);
    }

    /** A copy of the record with its origin and its timestamp, so that the age of a request stays right. */
    static ProducerRecord<byte[], byte[]> copy(ConsumerRecord<byte[], byte[]> record, Instant notBefore,
            FailedAttempts failed) {
        var copy = new ProducerRecord<>(record.topic(), null, record.timestamp(), record.key(), record.value(),
                record.headers());
        copy.headers().remove(UNTOUCHED_HEADER);
        copy.headers().remove(HEADER).add(HEADER, id(record).getBytes(UTF_8));
        copy.headers().remove(PUT_OFF_HEADER).add(PUT_OFF_HEADER,
                (millis(notBefore) + "-" + text(failed)).getBytes(UTF_8));
        return copy;
    }

    private static String text(FailedAttempts failed) {
        return Math.min(failed.count(), MAX_FAILURES) + failed.doubt().map(doubt -> "-" + doubt.reason() + "-"
                + Math.min(doubt.attempts(), MAX_FAILURES) + "-" + millis(doubt.since())).orElse("");
    }

    /** A reason that this worker does not know, because a newer one wrote it, is none. */
    private static FailedAttempts failed(MatchResult putOff) {
        var doubt = Arrays.stream(ReasonCode.values()).filter(reason -> reason.name().equals(putOff.group(3)))
                .findFirst().map(reason -> doubt(reason, putOff));
        return new FailedAttempts(Integer.parseInt(putOff.group(2)), doubt);
    }

    private static FailedAttempts.Doubt doubt(ReasonCode reason, MatchResult putOff) {
        var since = Instant.ofEpochMilli(Long.parseLong(putOff.group(5)));
        return new FailedAttempts.Doubt(reason, Integer.parseInt(putOff.group(4)), since, since);
    }

    private static long millis(Instant time) {
        return Math.max(0, time.toEpochMilli());
    }

    /** Caps the delay: whatever a header says, no wait is longer than the longest backoff. */
    private static Instant notBefore(long millis) {
        var latest = Instant.now().plus(AttemptDecision.BACKOFF.cap());
        var requested = Instant.ofEpochMilli(millis);
        return requested.isBefore(latest) ? requested : latest;
    }

    private static String id(ConsumerRecord<byte[], byte[]> record) {
        var id = header(record, HEADER);
        return ID.matcher(id).matches() ? id : record.partition() + "-" + record.offset();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    }
}
