package io.maskexport.benchmarks.million;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A response of an S3 server. */
record S3Answer(int status, Map<String, String> headers, byte[] body) {
    private static final String MODIFIED = "Thu, 01 Jan 2026 00:00:00 GMT";

    static S3Answer xml(int status, String xml) {
        return new S3Answer(status, Map.of("Content-Type", "application/xml"), xml.getBytes(UTF_8));
    }

    static S3Answer error(int status, String code) {
        return xml(status, XmlAnswers.error(code));
    }

    static S3Answer empty(int status) {
        return new S3Answer(status, Map.of(), new byte[0]);
    }

    /** The answer to an object that was written. */
    static S3Answer written(BucketObject object) {
        return new S3Answer(200, Map.of("ETag", '"' + object.etag() + '"'), new byte[0]);
    }

    /** The properties of an object. */
    static S3Answer head(BucketObject object) {
        var headers = new LinkedHashMap<>(Map.of("ETag", '"' + object.etag() + '"', "Last-Modified", MODIFIED));
        headers.put("Content-Length", Long.toString(object.bytes()));
        headers.put("Content-Type", "application/octet-stream");
        return new S3Answer(200, headers, new byte[0]);
    }

    /** An object with its content. */
    static S3Answer content(BucketObject object) {
        return object.content() == null
                ? error(501, "NotImplemented")
                : new S3Answer(200, head(object).headers(), object.content());
    }

    void send(HttpExchange exchange) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        // A body that was never asked for would make the server close the connection.
        try (var out = exchange.getResponseBody()) {
            if (!head && body.length > 0) {
                out.write(body);
            }
        }
    }
}
