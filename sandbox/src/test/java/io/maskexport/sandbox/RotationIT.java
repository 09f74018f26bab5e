package io.maskexport.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.maskexport.worker.bucket.MinioObjectStore;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.failure.StepRetrier;
import io.maskexport.worker.settings.WorkerSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a running client of the store makes of files that change: docs/operations.md, secrets and certificates. */
class RotationIT {
    private static final ObjectRef OBJECT = new ObjectRef("projects", "told-to-who-may-read");
    private static final String CONTENT = "well signed";
    private static final Pattern TOKEN = Pattern.compile("WebIdentityToken=([a-z-]+)");

    @TempDir
    private Path folder;

    @Test
    void a_profile_is_read_anew_for_each_request() throws Exception {
        try (var s3 = s3()) {
            var file = write("credentials", profile("revoked"));
            write("credentials.next", profile(EmbeddedS3.SECRET_KEY));

            var seen = readTwice(s3, Map.of("AWS_SHARED_CREDENTIALS_FILE", file, "S3_PROFILE", "exports"), file);

            assertThat(seen).hasSize(2);
            assertThat(seen.getFirst()).contains("403 SignatureDoesNotMatch");
            assertThat(seen.getLast()).isEqualTo(CONTENT);
        }
    }

    @Test
    void the_token_of_a_web_identity_is_read_anew_when_its_credentials_have_expired() throws Exception {
        var tokens = new ConcurrentLinkedQueue<String>();
        var platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        platform.createContext("/", exchange -> lend(exchange, tokens));
        platform.start();
        try (var s3 = s3()) {
            var file = write("token", "first-token");
            write("token.next", "second-token");

            var seen = readTwice(s3, Map.of("AWS_WEB_IDENTITY_TOKEN_FILE", file, "AWS_ROLE_ARN",
                    "arn:aws:iam::111122223333:role/mask-export-worker", "S3_CREDENTIALS_ENDPOINT",
                    "http://127.0.0.1:" + platform.getAddress().getPort()), file);

            assertThat(seen).containsExactly(CONTENT, CONTENT);
            assertThat(tokens).startsWith("first-token").endsWith("second-token");
        } finally {
            platform.stop(0);
        }
    }

    @Test
    void certificates_to_trust_are_read_once_at_the_start() throws Exception {
        var certificate = ServerCertificate.make(Files.createDirectory(folder.resolve("old")), "changeit");
        var next = ServerCertificate.make(Files.createDirectory(folder.resolve("next")), "changeit");
        var trusted = Path.of(write("ca.crt", Files.readString(certificate.pem())));
        try (var s3 = EmbeddedS3.secured(certificate, EmbeddedS3.ACCESS_KEY, EmbeddedS3.SECRET_KEY)) {
            s3.createBucket(OBJECT.bucket());
            var settings = WorkerSettings.storeFrom(Map.of("S3_ENDPOINT", s3.endpoint().toString(), "S3_ACCESS_KEY",
                    EmbeddedS3.ACCESS_KEY, "S3_SECRET_KEY", EmbeddedS3.SECRET_KEY, "S3_CA_FILE", trusted.toString()));
            try (var running = new MinioObjectStore(settings, StepRetrier.system())) {
                Files.copy(next.pem(), trusted, StandardCopyOption.REPLACE_EXISTING);
                running.put(OBJECT, CONTENT.getBytes(UTF_8), "text/plain");
                assertThat(running.read(OBJECT)).hasValue(CONTENT.getBytes(UTF_8));
            }
            try (var restarted = new MinioObjectStore(settings, StepRetrier.system())) {
                assertThatThrownBy(() -> restarted.read(OBJECT)).isInstanceOf(IOException.class);
                Files.writeString(trusted, Files.readString(next.pem()) + Files.readString(certificate.pem()));
            }
            try (var both = new MinioObjectStore(settings, StepRetrier.system())) {
                assertThat(both.read(OBJECT)).hasValue(CONTENT.getBytes(UTF_8));
            }
        }
    }

    private static EmbeddedS3 s3() throws IOException {
        var s3 = EmbeddedS3.start();
        s3.createBucket(OBJECT.bucket());
        try (var store = new MinioObjectStore(s3.settings(), StepRetrier.system())) {
            store.put(OBJECT, CONTENT.getBytes(UTF_8), "text/plain");
        }
        return s3;
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private static String profile(String secret) {
        return """
                [exports]
                aws_access_key_id = %s
                aws_secret_access_key = %s
                """.formatted(EmbeddedS3.ACCESS_KEY, secret);
    }

    /** Answers as a token service whose credentials have expired when they arrive, so that the next request asks anew. */
    private static void lend(HttpExchange exchange, Queue<String> tokens) throws IOException {
        try (exchange) {
            var request = exchange.getRequestURI() + " " + new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            TOKEN.matcher(request).results().map(token -> token.group(1)).forEach(tokens::add);
            var answer = """
                    <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                      <AssumeRoleWithWebIdentityResult><Credentials>
                        <AccessKeyId>%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey>
                        <SessionToken>session</SessionToken><Expiration>%s</Expiration>
                      </Credentials></AssumeRoleWithWebIdentityResult>
                    </AssumeRoleWithWebIdentityResponse>"""
                    .formatted(EmbeddedS3.ACCESS_KEY, EmbeddedS3.SECRET_KEY, Instant.now()).getBytes(UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    /** Reads the object in another process, which then replaces the file, as Kubernetes does, and reads it again. */
    private static List<String> readTwice(EmbeddedS3 s3, Map<String, String> environment, String file)
            throws Exception {
        var variables = new HashMap<>(environment);
        variables.put("S3_ENDPOINT", s3.endpoint().toString());
        try (var process = WorkerProcess.start(Reader.class.getName(), variables, List.of(), file)) {
            process.await();
            return process.output().lines().toList();
        }
    }

    /** Prints twice the object, or why it cannot be read; in between, replaces the file that is its argument. */
    static final class Reader {
        private Reader() {}

        static void main(String[] arguments) throws IOException {
            var file = Path.of(arguments[0]);
            try (var store = new MinioObjectStore(WorkerSettings.storeFrom(System.getenv()), StepRetrier.system())) {
                System.out.println(read(store));
                Files.move(file.resolveSibling(file.getFileName() + ".next"), file, StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
                System.out.println(read(store));
            }
        }

        private static String read(MinioObjectStore store) {
            try {
                return new String(store.read(OBJECT).orElseThrow(), UTF_8);
            } catch (IOException e) {
                return e.toString().replace('\n', ' ');
            }
        }
    }
}
