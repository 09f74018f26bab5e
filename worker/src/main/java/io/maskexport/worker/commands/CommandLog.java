package io.maskexport.worker.commands;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/** The log of a process. */
final class CommandLog {
    private CommandLog() {}

    /**
     * Lets a command whose result is on standard output log to standard error, and tell itself what Kafka's clients log as
     * errors. Call it before anything is logged.
     */
    static void beside() {
        System.setProperty("mask-export.log.target", "System.err");
        System.setProperty("mask-export.log.kafka", "OFF");
    }

    /** Lets libraries that log by java.util.logging, such as the S3 client, log as all others do. */
    static void unite() {
        try {
            LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(
                    "handlers=org.slf4j.bridge.SLF4JBridgeHandler".getBytes(StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
