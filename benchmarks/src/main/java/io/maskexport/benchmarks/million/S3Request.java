package io.maskexport.benchmarks.million;

import java.io.IOException;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import io.maskexport.benchmarks.million.ListingPage.ListingRequest;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A request to an S3 server with paths of the form {@code /bucket/key}. */
final class S3Request {
    private static final int PAGE = 1_000;

    private final HttpExchange exchange;
    private final Map<String, String> query = new HashMap<>();
    private final String bucket;
    private final String key;

    S3Request(HttpExchange exchange) {
        this.exchange = exchange;
        var path = exchange.getRequestURI().getPath().substring(1);
        int end = path.indexOf('/');
        bucket = end < 0 ? path : path.substring(0, end);
        key = end < 0 ? "" : path.substring(end + 1);
        var text = exchange.getRequestURI().getRawQuery();
        for (var field : text == null ? new String[0] : text.split("&", -1)) {
            int equals = field.indexOf('=');
            query.put(equals < 0 ? field : field.substring(0, equals),
                    equals < 0 ? "" : URLDecoder.decode(field.substring(equals + 1), UTF_8));
        }
    }

    String bucket() {
        return bucket;
    }

    /** Empty for a request to the bucket itself. */
    String key() {
        return key;
    }

    String method() {
        return exchange.getRequestMethod();
    }

    boolean has(String field) {
        return query.containsKey(field);
    }

    String field(String name) {
        return query.getOrDefault(name, "");
    }

    /** Empty if there is no such header. */
    String header(String name) {
        var value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    byte[] body() throws IOException {
        return exchange.getRequestBody().readAllBytes();
    }

    ListingRequest listing() {
        int size = has("max-keys") ? Math.clamp(Long.parseLong(field("max-keys")), 1, PAGE) : PAGE;
        return new ListingRequest(field("prefix"), field("delimiter"), field("start-after"),
                field("continuation-token"), size);
    }
}
