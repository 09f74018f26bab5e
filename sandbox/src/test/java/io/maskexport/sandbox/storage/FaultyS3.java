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
 * An HTTP server in front of a real S3 server: forwards requests, one for each connection, and misbehaves at those of
 * one kind, at the first of them or at all.
 */
final class FaultyS3 implements AutoCloseable {
    private final URI upstream;
    private final Misbehaviour fault;
    private final Predicate<HttpMessage> victims;
    private final boolean always;
    private final ServerSocket listener;
    private final AtomicInteger hits = new AtomicInteger();

    FaultyS3(URI upstream, Misbehaviour fault, Predicate<HttpMessage> victims, boolean always) throws IOException {
        this.upstream = upstream;
        this.fault = fault;
        this.victims = victims;
        this.always = always;
        listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("faulty-s3").start(this::accept);
    }

    /** What the server does instead of answering. */
    @FunctionalInterface
    interface Misbehaviour {
        void misbehave(Exchange exchange) throws IOException;
    }

    /** A server that always answers in its own way; if that is no different from the real server's, it forwards. */
    FaultyS3(URI upstream, Misbehaviour way) throws IOException {
        this(upstream, way, _ -> true, true);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** How often it has misbehaved. */
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
                fault.misbehave(exchange);
            } else {
                exchange.answer(exchange.forward());
            }
        } catch (IOException e) {
            // The client has left, as it does after a timeout.
        }
    }

    /** One request, with its client and the real server. */
    record Exchange(HttpMessage request, Socket client, URI upstream) {
        /** Forwards the request to the real server. */
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

        /** Sends half of the body, or half of the head if there is no body. */
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

        /** Sends nothing more until the client gives up. */
        void stall() throws IOException {
            client.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}
