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
 * A TCP relay on the loopback whose connections can be made slow, cut, or deaf: a deaf connection stays open, and one of its
 * directions carries nothing any more, for good.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int WAITING = 512;

    private final ServerSocket server;
    private final Set<ProxyConnection> relays = ConcurrentHashMap.newKeySet();
    private volatile int target;
    private volatile Duration delay = Duration.ZERO;
    private volatile @Nullable RefusalRule refusals;

    /** What does not come through any more. */
    public enum DroppedDirection {
        /** The other side never hears of it. */
        REQUESTS,
        /** The other side does it, and nobody hears of that. */
        ANSWERS
    }

    /** An answer in place of the server's. */
    public record RefusalAnswer(int status, String code) {
        /** What a store answers when it does not know the credentials. */
        public static final RefusalAnswer DENIED = new RefusalAnswer(403, "InvalidAccessKeyId");
        /** What a store answers when it is broken. */
        public static final RefusalAnswer BROKEN = new RefusalAnswer(500, "InternalError");
    }

    /** Which HTTP requests are refused. */
    @FunctionalInterface
    public interface RefusalRule {
        /** @param path as in the request, with its query */
        Optional<RefusalAnswer> of(String method, String path);
    }

    /** Listens on a free port; relays once it has a target. */
    public FaultProxy() throws IOException {
        server = new ServerSocket(0, WAITING, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("proxy " + port()).start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** @param port of the loopback where connections are relayed to */
    public FaultProxy to(int port) {
        target = port;
        return this;
    }

    /** How long the first bytes of each answer wait, from now on. */
    public void delay(Duration time) {
        delay = time;
    }

    Duration delay() {
        return delay;
    }

    /** Refuses HTTP requests from now on, until it {@link #refusesNothing}. */
    public void refuse(RefusalRule some) {
        refusals = some;
        reset();
    }

    public void refusesNothing() {
        refusals = null;
    }

    /** Resets all connections that are open now; returns how many. */
    int reset() {
        int before = relays.size();
        relays.forEach(ProxyConnection::reset);
        return before;
    }

    /** Makes all connections deaf that are open now; returns how many. */
    int deafen(DroppedDirection deafness) {
        int before = relays.size();
        relays.forEach(relay -> relay.deafen(deafness));
        return before;
    }

    void ended(ProxyConnection relay) {
        relays.remove(relay);
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
                // closed, or the client has gone again: the next one may stay
            }
        }
    }

    private void relay(Socket client) throws IOException {
        var some = refusals;
        if (some != null) {
            new HttpRelay(client, target, some).start();
            return;
        }
        try {
            var relay = new ProxyConnection(this, client, new Socket(InetAddress.getLoopbackAddress(), target));
            relays.add(relay);
            relay.start();
        } catch (IOException e) {
            client.setSoLinger(true, 0); // a server that is away refuses; a reset is the nearest to that
            client.close();
        }
    }
}
