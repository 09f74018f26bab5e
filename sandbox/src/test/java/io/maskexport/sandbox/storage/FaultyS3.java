package io.maskexport.sandbox.storage;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * An HTTP server before a real S3 server: passes requests on, one a connection, and misbehaves at those of one kind, at
 * the first of them or at all.
 */
final class FaultyS3 implements AutoCloseable {
    private final URI upstream;
    private final Strike fault;
    private final Predicate<HttpMessage> victims;
    private final boolean always;
    private final ServerSocket listener;
    private final AtomicInteger hits = new AtomicInteger();

    FaultyS3(URI upstream, Strike fault, Predicate<HttpMessage> victims, boolean always) throws IOException {
        this.upstream = upstream;
        this.fault = fault;
        this.victims = victims;
        this.always = always;
        listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("faulty-s3").start(this::accept);
    }

    /** What the server does instead of an answer. */
    @FunctionalInterface
    interface Strike {
        void strike(Exchange exchange) throws IOException;
    }

    /** A server that always answers its own way; where that is no other than the real one's, it forwards. */
    FaultyS3(URI upstream, Strike way) throws IOException {
        this(upstream, way, _ -> true, true);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** How often it misbehaved. */
    int hits() {
        return hits.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return; // Closed.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            var request = HttpMessage.read(new BufferedInputStream(client.getInputStream()), false);
            var exchange = new Exchange(request, client, upstream);
            if (victims.test(request) && (hits.getAndIncrement() == 0 || always)) {
                fault.strike(exchange);
            } else {
                exchange.answer(exchange.forward());
            }
        } catch (IOException e) {
            // The client has gone, as it does after a time-out.
        }
    }

    /** One request, and the two ends that it may be played to. */
    record Exchange(HttpMessage request, Socket client, URI upstream) {
        /** Has the real server do it. */
        HttpMessage forward() throws IOException {
            return forward(request);
        }

        HttpMessage forward(HttpMessage changed) throws IOException {
            try (var server = new Socket(upstream.getHost(), upstream.getPort())) {
                server.getOutputStream().write(changed.with("Connection", "close").bytes());
                var in = new BufferedInputStream(server.getInputStream());
                return HttpMessage.read(in, changed.method().equals("HEAD"));
            }
        }

        void answer(HttpMessage answer) throws IOException {
            send(answer.with("Connection", "close").bytes());
        }

        void send(byte[] bytes) throws IOException {
            client.getOutputStream().write(bytes);
            client.getOutputStream().flush();
        }

        /** Half of the body, or of the head where there is no body. */
        void sendHalf(HttpMessage answer) throws IOException {
            var bytes = answer.with("Connection", "close").bytes();
            int cut = bytes.length - Math.max(answer.body().length, bytes.length) / 2;
            int half = answer.body().length == 0 ? cut : bytes.length - answer.body().length / 2 - 1;
            client.getOutputStream().write(bytes, 0, half);
            client.getOutputStream().flush();
        }

        void reset() throws IOException {
            client.setSoLinger(true, 0);
            client.close();
        }

        /** Says no more until the client gives up. */
        void stall() throws IOException {
            client.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}
