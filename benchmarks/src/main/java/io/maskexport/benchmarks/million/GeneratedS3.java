package io.maskexport.benchmarks.million;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.maskexport.sandbox.Sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

/** An S3 server on a loopback port: a bucket with every {@link GeneratedProject}, and buckets in memory. */
final class GeneratedS3 implements AutoCloseable {
    /** What an archive needs is only counted. */
    private static final long LARGEST_EXPORTED = 1 << 20;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Bucket projects = GeneratedProject.all();
    private final Map<String, StoredBucket> stored = Map.of(Sandbox.WORK, new StoredBucket(Long.MAX_VALUE),
            Sandbox.EXPORTS, new StoredBucket(LARGEST_EXPORTED));
    private final Map<String, Long> requests = new TreeMap<>();

    GeneratedS3() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How many requests there were so far, by their kind. */
    Map<String, Long> requests() {
        synchronized (requests) {
            return new TreeMap<>(requests);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = new S3Request(exchange);
            count(request.key().isEmpty() ? "LIST" : request.method());
            var body = request.body();
            answer(request, body).send(exchange);
        }
    }

    private void count(String kind) {
        synchronized (requests) {
            requests.merge(kind, 1L, Long::sum);
        }
    }

    private S3Answer answer(S3Request request, byte[] body) {
        if (!request.bucket().equals(Sandbox.PROJECTS) && !stored.containsKey(request.bucket())) {
            return S3Answer.error(404, "NoSuchBucket");
        }
        return request.key().isEmpty() ? ofBucket(request) : ofObject(request, body);
    }

    private S3Answer ofBucket(S3Request request) {
        if (!request.method().equals("GET")) {
            return S3Answer.error(501, "NotImplemented");
        }
        if (request.has("uploads")) {
            return S3Answer.xml(200, XmlAnswers.noUploads(request.bucket()));
        }
        var listing = request.listing();
        return S3Answer.xml(200,
                XmlAnswers.listing(request.bucket(), listing, ListingPage.of(bucket(request.bucket()), listing)));
    }

    private S3Answer ofObject(S3Request request, byte[] body) {
        if (request.method().equals("GET") || request.method().equals("HEAD")) {
            return bucket(request.bucket()).object(request.key())
                    .map(request.method().equals("GET") ? S3Answer::content : S3Answer::head)
                    .orElseGet(() -> S3Answer.error(404, "NoSuchKey"));
        }
        var bucket = stored.get(request.bucket());
        if (bucket == null) {
            return S3Answer.error(403, "AccessDenied");
        }
        return switch (request.method()) {
            case "PUT" -> put(bucket, request, body);
            case "POST" -> post(bucket, request);
            case "DELETE" -> delete(bucket, request);
            default -> S3Answer.error(501, "NotImplemented");
        };
    }

    private S3Answer put(StoredBucket bucket, S3Request request, byte[] body) {
        if (!request.header("x-amz-copy-source").isEmpty()) {
            return copy(bucket, request);
        }
        var object = BucketObject.of(request.key(), body);
        if (request.has("uploadId")) {
            return bucket.add(request.field("uploadId"), Integer.parseInt(request.field("partNumber")), object)
                    ? S3Answer.written(object)
                    : S3Answer.error(404, "NoSuchUpload");
        }
        if (request.header("If-None-Match").isEmpty()) {
            bucket.put(object);
            return S3Answer.written(object);
        }
        return bucket.putIfAbsent(object) ? S3Answer.written(object) : S3Answer.error(412, "PreconditionFailed");
    }

    private S3Answer copy(StoredBucket to, S3Request request) {
        var source = URLDecoder.decode(request.header("x-amz-copy-source"), UTF_8).replaceFirst("^/", "");
        int end = source.indexOf('/');
        return bucket(source.substring(0, end)).object(source.substring(end + 1)).map(object -> {
            to.put(object.at(request.key()));
            return S3Answer.xml(200, XmlAnswers.copied(object));
        }).orElseGet(() -> S3Answer.error(404, "NoSuchKey"));
    }

    private static S3Answer post(StoredBucket bucket, S3Request request) {
        if (request.has("uploads")) {
            return S3Answer.xml(200, XmlAnswers.begun(request.bucket(), request.key(), bucket.begin()));
        }
        return bucket.complete(request.field("uploadId"), request.key())
                .map(object -> S3Answer.xml(200, XmlAnswers.completed(request.bucket(), object)))
                .orElseGet(() -> S3Answer.error(404, "NoSuchUpload"));
    }

    private static S3Answer delete(StoredBucket bucket, S3Request request) {
        if (request.has("uploadId")) {
            bucket.abort(request.field("uploadId"));
        } else {
            bucket.delete(request.key());
        }
        return S3Answer.empty(204);
    }

    private Bucket bucket(String name) {
        return stored.containsKey(name) ? stored.get(name) : projects;
    }
}
