package io.maskexport.worker.events;

import java.util.HashMap;

import io.maskexport.contracts.RecordEnvelope;
import io.maskexport.contracts.TraceContext;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Converts a consumed record to the contract's envelope. */
public final class KafkaEnvelope {
    private KafkaEnvelope() {}

    /**
     * Omits headers without a value; of several headers with the same name, the last one counts. A tombstone has an
     * empty value.
     */
    public static RecordEnvelope of(ConsumerRecord<byte[], byte[]> record) {
        var headers = new HashMap<String, String>();
        record.headers().forEach(header -> {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), UTF_8));
            }
        });
        return new RecordEnvelope(headers, record.value() == null ? new byte[0] : record.value());
    }

    /** The trace that a record's headers name. */
    public static TraceContext trace(ConsumerRecord<byte[], byte[]> record) {
        return TraceContext.of(of(record));
    }

    /** Names a trace in a record's headers. */
    static void addTrace(ProducerRecord<byte[], byte[]> record, TraceContext trace) {
        trace.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    }
}
