package io.maskexport.worker.ops;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A log event as one line of JSON; escapes every character that a terminal would interpret. */
public final class PrintableJson extends JsonEncoder {
    @Override
    public byte[] encode(ILoggingEvent event) {
        return (PrintableText.of(new String(super.encode(event), UTF_8).stripTrailing()) + "\n").getBytes(UTF_8);
    }
}
