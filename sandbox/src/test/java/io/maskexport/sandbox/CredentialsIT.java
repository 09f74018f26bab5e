package io.maskexport.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.maskexport.worker.bucket.MinioObjectStore;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.failure.StepRetrier;
import io.maskexport.worker.settings.WorkerSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** How a process finds the store's credentials; each way is tested in a separate process with a minimal environment. */
class CredentialsIT {
    private static final ObjectRef SECRET = new ObjectRef("projects", "told-to-who-may-read");
    private static final String CONTENT = "well signed";

    @TempDir
    private static Path folder;
    private static EmbeddedS3 s3;
    private static HttpServer platform;

    @BeforeAll
    static void start() throws IOException {
        s3 = EmbeddedS3.start();
        s3.createBucket(SECRET.bucket());
        try (var store = new MinioObjectStore(s3.settings(), StepRetrier.system())) {
            store.put(SECRET, CONTENT.getBytes(UTF_8), "text/plain");
        }
        platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        platform.createContext("/", CredentialsIT::answer);
        platform.start();
    }

    @AfterAll
    static void stop() throws IOException {
        platform.stop(0);
        s3.close();
    }

    @Test
    void the_variables_of_aws_are_read() throws Exception {
        assertThat(read(Map.of("AWS_ACCESS_KEY_ID", EmbeddedS3.ACCESS_KEY, "AWS_SECRET_ACCESS_KEY",
                EmbeddedS3.SECRET_KEY))).isEqualTo(CONTENT);
    }

    @Test
    void a_secret_that_is_wrong_is_denied() throws Exception {
        assertThat(read(Map.of("AWS_ACCESS_KEY_ID", EmbeddedS3.ACCESS_KEY, "AWS_SECRET_ACCESS_KEY", "guessed")))
                .contains("403 SignatureDoesNotMatch").doesNotContain("guessed");
    }

    @Test
    void a_profile_is_read_from_the_shared_file() throws Exception {
        var file = Files.writeString(folder.resolve("credentials"), """
                [default]
                aws_access_key_id = someone
                aws_secret_access_key = else
                [exports]
                aws_access_key_id = %s
                aws_secret_access_key = %s
                """.formatted(EmbeddedS3.ACCESS_KEY, EmbeddedS3.SECRET_KEY));
        assertThat(read(Map.of("AWS_SHARED_CREDENTIALS_FILE", file.toString(), "S3_PROFILE", "exports")))
                .isEqualTo(CONTENT);
    }

    @Test
    void a_web_identity_is_exchanged_for_credentials() throws Exception {
        var token = Files.writeString(folder.resolve("web-identity"), "identity-token");
        assertThat(read(Map.of("AWS_WEB_IDENTITY_TOKEN_FILE", token.toString(), "AWS_ROLE_ARN",
                "arn:aws:iam::111122223333:role/mask-export-worker", "S3_CREDENTIALS_ENDPOINT", address(""))))
                .isEqualTo(
                        CONTENT);
    }

    @Test
    void a_container_is_given_credentials_for_its_token() throws Exception {
        var token = Files.writeString(folder.resolve("container"), "container-token");
        assertThat(read(Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", address("/container"),
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", token.toString()))).isEqualTo(CONTENT);
    }

    @Test
    void an_instance_is_given_the_credentials_of_its_role() throws Exception {
        assertThat(read(Map.of("S3_CREDENTIALS_ENDPOINT", address("")))).isEqualTo(CONTENT);
    }

    /** Runs {@link Reader}, which reads the object; returns its output. */
    private static String read(Map<String, String> environment) throws Exception {
        var variables = new HashMap<>(environment);
        variables.put("S3_ENDPOINT", s3.endpoint().toString());
        try (var process = WorkerProcess.start(Reader.class.getName(), variables, List.of())) {
            process.await();
            return process.output();
        }
    }

    private static String address(String path) {
        return "http://127.0.0.1:" + platform.getAddress().getPort() + path;
    }

    /** Answers as a platform's token service, container metadata and instance metadata. */
    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = exchange.getRequestURI().toString();
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var answer = answer(request + " " + body, exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token")).getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.length == 0 ? 403 : 200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static String answer(String request, String authorization, String instanceToken) {
        if (request.contains("Action=AssumeRoleWithWebIdentity")
                && request.contains("WebIdentityToken=identity-token")) {
            return """
                    <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                      <AssumeRoleWithWebIdentityResult><Credentials>
                        <AccessKeyId>%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey>
                        <SessionToken>session</SessionToken><Expiration>%s</Expiration>
                      </Credentials></AssumeRoleWithWebIdentityResult>
                    </AssumeRoleWithWebIdentityResponse>"""
                    .formatted(EmbeddedS3.ACCESS_KEY, EmbeddedS3.SECRET_KEY, Instant.now().plus(Duration.ofHours(1)));
        }
        if (request.startsWith("/container") && "container-token".equals(authorization)) {
            return credentials();
        }
        if (request.startsWith("/latest/api/token")) {
            return "instance-token";
        }
        if (request.startsWith("/latest/meta-data/iam/security-credentials")
                && "instance-token".equals(instanceToken)) {
            return request.strip().endsWith("the-role") ? credentials() : "the-role";
        }
        return "";
    }

    private static String credentials() {
        return """
                {"Code": "Success", "AccessKeyId": "%s", "SecretAccessKey": "%s", "Token": "session", "Expiration": "%s"}
                """
                .formatted(EmbeddedS3.ACCESS_KEY, EmbeddedS3.SECRET_KEY, Instant.now().plus(Duration.ofHours(1)));
    }

    /** Prints the object, or why it cannot be read. */
    static final class Reader {
        private Reader() {}

        static void main(String[] arguments) {
            try (var store = new MinioObjectStore(WorkerSettings.storeFrom(System.getenv()), StepRetrier.system())) {
                System.out.print(new String(store.read(SECRET).orElseThrow(), UTF_8));
            } catch (IOException e) {
                System.out.print(e);
            }
        }
    }
}
