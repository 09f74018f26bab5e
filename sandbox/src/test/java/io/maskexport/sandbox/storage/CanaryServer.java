package io.maskexport.sandbox.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that nobody must ever call. */
final class CanaryServer {
    static final int PORT;
    static final AtomicInteger CALLS = new AtomicInteger();

    static {
        try {
            @SuppressWarnings("resource") // Open until the process ends.
            var listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
            PORT = listener.getLocalPort();
            Thread.ofVirtual().start(() -> count(listener));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CanaryServer() {}

    private static void count(ServerSocket listener) {
        while (true) {
            try (var _ = listener.accept()) {
                CALLS.incrementAndGet();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
