package io.maskexport.worker.ops;

import java.time.Instant;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A log event as one line of JSON with the names of the Elastic Common Schema; as printable as {@link PrintableJson}. */
public final class EcsJson extends EncoderBase<ILoggingEvent> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERSION = "8.11";

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        var line = JSON.createObjectNode().put("@timestamp", Instant.ofEpochMilli(event.getTimeStamp()).toString())
                .put("log.level", event.getLevel().toString()).put("message", event.getFormattedMessage())
                .put("ecs.version", VERSION).put("service.name", "mask-export-worker")
                .put("process.thread.name", event.getThreadName()).put("log.logger", event.getLoggerName());
        event.getMDCPropertyMap().forEach((key, value) -> line.put(name(key), value));
        putThrown(line, event);
        return (PrintableText.of(line.toString()) + "\n").getBytes(UTF_8);
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }

    private static String name(String key) {
        return key.equals("trace") ? "trace.id" : "labels." + key;
    }

    private static void putThrown(ObjectNode line, ILoggingEvent event) {
        var thrown = event.getThrowableProxy();
        if (thrown != null) {
            line.put("error.type", thrown.getClassName()).put("error.message", thrown.getMessage())
                    .put("error.stack_trace", ThrowableProxyUtil.asString(thrown));
        }
    }
}
