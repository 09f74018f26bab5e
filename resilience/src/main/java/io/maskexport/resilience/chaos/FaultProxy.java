package io.maskexport.resilience.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy on the loopback whose connections can be delayed, reset, or deafened: a deaf connection stays open, but
 * one of its directions never carries anything again.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int BACKLOG = 512;

    private final ServerSocket server;
    private final Set<ProxyConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile int target;
    private volatile Duration delay = Duration.ZERO;
    private volatile @Nullable RefusalRule refusals;

    /** The direction that drops everything. */
    public enum DroppedDirection {
        /** The server never receives the requests. */
        REQUESTS,
        /** The server handles the requests, but its responses get lost. */
        ANSWERS
    }

    /** A response in place of the server's. */
    public record RefusalAnswer(int status, String code) {
        /** The response of a store that does not know the credentials. */
        public static final RefusalAnswer DENIED = new RefusalAnswer(403, "InvalidAccessKeyId");
        /** The response of a broken store. */
        public static final RefusalAnswer BROKEN = new RefusalAnswer(500, "InternalError");
    }

    /** Decides which HTTP requests are refused. */
    @FunctionalInterface
    public interface RefusalRule {
        /** @param path of the request, including its query */
        Optional<RefusalAnswer> of(String method, String path);
    }

    /** Listens on a free port; forwards once it has a target. */
    public FaultProxy() throws IOException {
        server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("proxy " + port()).start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** @param port loopback port to forward to */
    public FaultProxy to(int port) {
        target = port;
        return this;
    }

    /** From now on, delays the first bytes of each response. */
    public void delay(Duration time) {
        delay = time;
    }

    Duration delay() {
        return delay;
    }

    /** From now on, refuses HTTP requests, until {@link #stopRefusing}. */
    public void refuse(RefusalRule rule) {
        refusals = rule;
        reset();
    }

    public void stopRefusing() {
        refusals = null;
    }

    /** Resets all open connections; returns their number. */
    public int reset() {
        int before = connections.size();
        connections.forEach(ProxyConnection::reset);
        return before;
    }

    /** Deafens all open connections; returns their number. */
    int deafen(DroppedDirection direction) {
        int before = connections.size();
        connections.forEach(relay -> relay.deafen(direction));
        return before;
    }

    void ended(ProxyConnection relay) {
        connections.remove(relay);
    }

    @Override
    public void close() throws IOException {
        server.close();
        reset();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                relay(server.accept());
            } catch (IOException e) {
                // the proxy is closed or this client has left; the next one may stay
            }
        }
    }

    private void relay(Socket client) throws IOException {
        var rule = refusals;
        if (rule != null) {
            new HttpRelay(client, target, rule).start();
            return;
        }
        try {
            var relay = new ProxyConnection(this, client, new Socket(InetAddress.getLoopbackAddress(), target));
            connections.add(relay);
            relay.start();
        } catch (IOException e) {
            client.setSoLinger(true, 0); // a reset is the closest to the refusal of an absent server
            client.close();
        }
    }
}
