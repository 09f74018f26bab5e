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
    private final AtomicBoolean requestPending = new AtomicBoolean();
    private volatile @Nullable DroppedDirection dropped;

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

    void deafen(DroppedDirection direction) {
        dropped = direction;
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

    /** Copies bytes until either side closes; then closes both. */
    private void pump(Socket from, Socket to, DroppedDirection direction) {
        var chunk = new byte[CHUNK];
        try {
            for (int n = from.getInputStream().read(chunk); n >= 0; n = from.getInputStream().read(chunk)) {
                wait(direction);
                if (dropped != direction) {
                    to.getOutputStream().write(chunk, 0, n);
                }
            }
        } catch (IOException e) {
            // when one side breaks, both are closed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    private void wait(DroppedDirection direction) throws InterruptedException {
        if (direction == DroppedDirection.REQUESTS) {
            requestPending.set(true);
        } else if (requestPending.getAndSet(false)) {
            Thread.sleep(proxy.delay());
        }
    }

    private void close() {
        try (client; server) {
            proxy.ended(this);
        } catch (IOException e) {
            // nothing left to close
        }
    }
}
