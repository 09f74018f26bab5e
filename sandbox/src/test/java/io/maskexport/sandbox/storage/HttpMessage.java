package io.maskexport.sandbox.storage;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * An HTTP/1.1 request or response, completely in memory.
 *
 * @param start request or status line
 * @param headers lines in order
 * @param body without transfer coding
 */
record HttpMessage(String start, List<String> headers, byte[] body) {
    static HttpMessage of(String start, String body, String... headers) {
        var bytes = body.getBytes(UTF_8);
        var lines = new ArrayList<>(List.of(headers));
        lines.add("Content-Length: " + bytes.length);
        return new HttpMessage(start, lines, bytes);
    }

    /** @param bodiless whether it has no body whatever its headers say, like the response to HEAD */
    static HttpMessage read(InputStream in, boolean bodiless) throws IOException {
        var start = line(in);
        var headers = new ArrayList<String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            headers.add(line);
        }
        var head = new HttpMessage(start, headers, new byte[0]);
        return bodiless ? head : head.withBody(body(head, in));
    }

    private static byte[] body(HttpMessage head, InputStream in) throws IOException {
        if (head.header("Transfer-Encoding").isPresent()) {
            return chunks(in);
        }
        boolean answer = head.start.startsWith("HTTP/");
        int length = head.header("Content-Length").map(Integer::parseInt).orElse(answer ? Integer.MAX_VALUE : 0);
        return in.readNBytes(length);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = chunk(in); size > 0; size = chunk(in)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in).strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            line.write(b);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    String method() {
        return start.substring(0, start.indexOf(' '));
    }

    /** Path and query. */
    String target() {
        return start.split(" ")[1];
    }

    Optional<String> header(String name) {
        var begin = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream().filter(line -> line.toLowerCase(Locale.ROOT).startsWith(begin))
                .map(line -> line.substring(begin.length()).strip()).findFirst();
    }

    HttpMessage without(String name) {
        var begin = name.toLowerCase(Locale.ROOT) + ":";
        return new HttpMessage(start,
                headers.stream().filter(line -> !line.toLowerCase(Locale.ROOT).startsWith(begin)).toList(), body);
    }

    HttpMessage with(String name, String value) {
        var lines = new ArrayList<>(without(name).headers);
        lines.add(name + ": " + value);
        return new HttpMessage(start, lines, body);
    }

    /** Replaces the value of an existing header. */
    HttpMessage mapHeader(String name, UnaryOperator<String> change) {
        return header(name).map(value -> with(name, change.apply(value))).orElse(this);
    }

    HttpMessage withBody(byte[] changed) {
        var message = new HttpMessage(start, headers, changed).without("Transfer-Encoding");
        return changed.length > 0 || header("Content-Length").isPresent()
                ? message.with("Content-Length", "" + changed.length)
                : message;
    }

    HttpMessage mapText(UnaryOperator<String> change) {
        return body.length == 0 ? this : withBody(change.apply(new String(body, UTF_8)).getBytes(UTF_8));
    }

    byte[] bytes() throws IOException {
        var out = new ByteArrayOutputStream();
        out.write(head());
        out.write(body);
        return out.toByteArray();
    }

    byte[] head() {
        return (start + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n").getBytes(ISO_8859_1);
    }
}
