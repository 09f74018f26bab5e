package io.maskexport.resilience.chaos;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;

import io.maskexport.resilience.chaos.FaultProxy.DroppedDirection;
import org.jspecify.annotations.Nullable;

/** One connection through a proxy. */
final class ProxyConnection {
    private static final int CHUNK = 65_536;

    private final FaultProxy proxy;
    private final Socket client;
    private final Socket server;
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile @Nullable DroppedDirection deafness;

    ProxyConnection(FaultProxy proxy, Socket client, Socket server) throws IOException {
        this.proxy = proxy;
        this.client = client;
        this.server = server;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
    }

    void start() {
        Thread.ofVirtual().start(() -> pump(client, server, DroppedDirection.REQUESTS));
        Thread.ofVirtual().start(() -> pump(server, client, DroppedDirection.ANSWERS));
    }

    void deafen(DroppedDirection towards) {
        deafness = towards;
    }

    void reset() {
        for (var socket : new Socket[] {client, server}) {
            try {
                socket.setSoLinger(true, 0);
            } catch (IOException e) {
                // closed already
            }
        }
        close();
    }

    /** Carries bytes until either side closes; then both are closed. */
    private void pump(Socket from, Socket to, DroppedDirection direction) {
        var chunk = new byte[CHUNK];
        try {
            for (int n = from.getInputStream().read(chunk); n >= 0; n = from.getInputStream().read(chunk)) {
                wait(direction);
                if (deafness != direction) {
                    to.getOutputStream().write(chunk, 0, n);
                }
            }
        } catch (IOException e) {
            // a connection that breaks off on one side breaks off on the other
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    private void wait(DroppedDirection direction) throws InterruptedException {
        if (direction == DroppedDirection.REQUESTS) {
            asked.set(true);
        } else if (asked.getAndSet(false)) {
            Thread.sleep(proxy.delay());
        }
    }

    private void close() {
        try (client; server) {
            proxy.ended(this);
        } catch (IOException e) {
            // nothing is left to be closed
        }
    }
}
