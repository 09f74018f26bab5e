package io.maskexport.resilience.chaos;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.regex.Pattern;

import io.maskexport.resilience.chaos.FaultProxy.RefusalAnswer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Forwards or refuses one HTTP request, on a connection of its own. */
final class HttpRelay {
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *([0-9]+)");
    private static final Pattern KEPT = Pattern.compile("(?im)^connection:.*\r\n");

    private final Socket client;
    private final int target;
    private final FaultProxy.RefusalRule refusals;

    HttpRelay(Socket client, int target, FaultProxy.RefusalRule refusals) {
        this.client = client;
        this.target = target;
        this.refusals = refusals;
    }

    void start() {
        Thread.ofVirtual().start(this::serve);
    }

    private void serve() {
        try (client) {
            var in = new BufferedInputStream(client.getInputStream());
            var head = head(in);
            if (head.isEmpty()) {
                return;
            }
            var length = LENGTH.matcher(head);
            var body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
            var words = head.split(" ", 3);
            var refusal = refusals.of(words[0], words[1]);
            if (refusal.isPresent()) {
                client.getOutputStream().write(answer(words[0], refusal.get()));
            } else {
                pass(KEPT.matcher(head).replaceAll(""), body);
            }
        } catch (IOException e) {
            // the client or the server has left
        }
    }

    private void pass(String head, byte[] body) throws IOException {
        try (var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            var end = head.length() - 2;
            server.getOutputStream().write((head.substring(0, end) + "Connection: close\r\n\r\n").getBytes(ISO_8859_1));
            server.getOutputStream().write(body);
            server.getInputStream().transferTo(client.getOutputStream());
        }
    }

    private static byte[] answer(String method, RefusalAnswer refusal) {
        var body = "<?xml version=\"1.0\"?><Error><Code>" + refusal.code()
                + "</Code><Message>refused</Message></Error>";
        return ("HTTP/1.1 " + refusal.status() + " Refused\r\nContent-Type: application/xml\r\nConnection: close\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + (method.equals("HEAD") ? "" : body))
                .getBytes(ISO_8859_1);
    }

    /** Reads up to and including the empty line; empty if the client sent nothing. */
    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.write(b);
            if (b == '\n' && head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
                return head.toString(ISO_8859_1);
            }
        }
        return "";
    }
}
