package io.maskexport.worker.service;

import java.time.Instant;
import java.util.regex.Pattern;

import io.maskexport.worker.protocol.Origin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Where records come from: their place in Kafka, which a record that is sent anew carries along. */
final class Origins {
    private static final String HEADER = "mask-export-origin";
    /** Anybody may write headers, and an id becomes part of a key. */
    private static final Pattern ID = Pattern.compile("[0-9]{1,10}-[0-9]{1,19}");

    private Origins() {}

    static Origin of(ConsumerRecord<byte[], byte[]> record) {
        return new Origin(id(record), Instant.ofEpochMilli(record.timestamp()));
    }

    /** The same record once more, with its origin, and with its time, so that a request does not get younger. */
    static ProducerRecord<byte[], byte[]> copy(ConsumerRecord<byte[], byte[]> record) {
        var copy = new ProducerRecord<>(record.topic(), null, record.timestamp(), record.key(), record.value(),
                record.headers());
        copy.headers().remove(HEADER).add(HEADER, id(record).getBytes(UTF_8));
        return copy;
    }

    private static String id(ConsumerRecord<byte[], byte[]> record) {
        var header = record.headers().lastHeader(HEADER);
        var id = header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
        return ID.matcher(id).matches() ? id : record.partition() + "-" + record.offset();
    }
}
