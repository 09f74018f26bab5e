package io.maskexport.worker.events;

import java.util.HashMap;

import io.maskexport.contracts.RecordEnvelope;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A consumed record as the contracts see it. */
public final class KafkaEnvelope {
    private KafkaEnvelope() {}

    /** Headers without a value are left out; of headers with one name the last counts. A tombstone is empty. */
    public static RecordEnvelope of(ConsumerRecord<byte[], byte[]> record) {
        var headers = new HashMap<String, String>();
        record.headers().forEach(header -> {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), UTF_8));
            }
        });
        return new RecordEnvelope(headers, record.value() == null ? new byte[0] : record.value());
    }
}
