package io.maskexport.sandbox.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;

import io.maskexport.contracts.ExportCancelled;
import io.maskexport.contracts.ExportFailed;
import io.maskexport.contracts.ReasonCode;
import io.maskexport.sandbox.Sandbox;
import io.maskexport.sandbox.SandboxClient;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.service.WorkerService;
import io.minio.Http;
import io.minio.PutObjectAPIArgs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The outcome of requests at a store with peculiar responses, as a user of the worker sees it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreQuirksIT {
    private static final Path SAMPLE = Path.of("src/main/resources/sample");
    private static final String ANNOTATION = "street/ann/crossing.jpg.json";

    private final AtomicInteger throttled = new AtomicInteger();
    private final CountDownLatch silent = new CountDownLatch(1);
    private Sandbox sandbox;
    private SandboxClient client;
    private OddKeyListing oddKeys;
    private FaultyS3 store;
    private WorkerService worker;

    @BeforeAll
    void start() throws Exception {
        sandbox = Sandbox.start();
        client = new SandboxClient(sandbox.settings(Map.of()));
        for (var kind : new String[] {"plain", "glacier", "denied", "ssec", "kms", "kmst", "gz", "odd", "silent"}) {
            client.upload(SAMPLE, kind + "/");
        }
        client.store().put(new ObjectRef(Sandbox.PROJECTS, "odd/street/img/more/below.png"), new byte[] {1},
                "image/png");
        oddKeys = new OddKeyListing(client.store(), new ObjectRef(Sandbox.PROJECTS, "odd/"),
                List.of("street/img//7.png", "street/img/./8.png", "street/../img/9.png", "/street/img/10.png", "./a"));
        store = new FaultyS3(sandbox.s3().endpoint(), this::serve);
        worker = WorkerService.start(sandbox.settings(
                Map.of("S3_ENDPOINT", store.endpoint().toString(), "DENIAL_PATIENCE", "1s")), "test");
    }

    @AfterAll
    void stop() throws Exception {
        worker.close();
        store.close();
        client.close();
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "glacier | OBJECT_UNAVAILABLE | 403 InvalidObjectState | archived: restore it",
        "denied | ACCESS_DENIED | 403 AccessDenied | get s3://",
        "ssec | OBJECT_UNAVAILABLE | 400 InvalidRequest | SSE-C",
        "kms | OBJECT_UNAVAILABLE | 400 KMS.DisabledException | arn:aws:kms:eu-1:1:key/2 is disabled"})
    void an_unavailable_object_is_named_with_the_answer_of_the_store(String kind, ReasonCode reason, String code,
            String more) throws Exception {
        client.send(SandboxClient.request(kind, kind + "/", ""));

        assertThat(client.last(kind)).isInstanceOfSatisfying(ExportFailed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(reason);
            assertThat(failed.detail()).contains("get s3://projects/" + kind + "/", ".png: " + code, more)
                    .doesNotContain("io.maskexport", "java.", "S3Error", "io.minio");
        });
    }

    @Test
    void a_busy_key_service_is_retried() throws Exception {
        client.send(SandboxClient.request("kmst", "kmst/", ""));

        assertThat(client.completed("kmst").totals().items()).isEqualTo(4);
        assertThat(throttled).hasValueGreaterThanOrEqualTo(4);
    }

    @Test

    void an_export_is_cancelled_in_the_middle_of_an_item_that_the_store_does_not_give() throws Exception {
        client.send(SandboxClient.request("silent", "silent/", ""));
        assertThat(silent.await(SandboxClient.TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        client.cancel("silent");

        assertThat(client.last("silent")).isInstanceOf(ExportCancelled.class);
        assertThat(client.objects("silent")).containsExactly("out/silent/manifest.json");
    }

    @Test
    void keys_that_are_no_paths_cost_a_warning_each_and_not_the_export() throws Exception {
        client.send(SandboxClient.request("plain-keys", "plain/", ""));
        client.send(SandboxClient.request("odd-keys", "odd/", ""));

        var completed = client.completed("odd-keys");
        assertThat(completed.totals()).isEqualTo(client.completed("plain-keys").totals());
        assertThat(completed.warnings().counts()).containsEntry("UNUSABLE_PATH", 3L);
    }

    @Test
    void what_is_stored_as_gzip_is_exported_unpacked() throws Exception {
        var plain = client.store().read(new ObjectRef(Sandbox.PROJECTS, "gz/" + ANNOTATION)).orElseThrow();
        try (var uploads = StorageTestBed.client(sandbox.s3())) {
            var packed = gzip(plain);
            uploads.putObject(PutObjectAPIArgs.builder().bucket(Sandbox.PROJECTS).object("gz/" + ANNOTATION)
                    .data(packed, packed.length).headers(new Http.Headers("Content-Encoding", "gzip")).build()).join();
        }
        client.send(SandboxClient.request("plain", "plain/", ""));
        client.send(SandboxClient.request("gz", "gz/", ""));

        assertThat(client.completed("gz").parts().getFirst().sha256())
                .isEqualTo(client.completed("plain").parts().getFirst().sha256());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "PUT | 501 Not Implemented | NotImplemented | Conditional object PUTs are not supported.",
        "PUT | 400 Bad Request | KMS.DisabledException | the key is off",
        "LIST | 501 Not Implemented | NotImplemented | no ListObjectsV2 here"})
    void an_unusable_store_is_reported_at_once_and_by_the_probe(String operation, String status, String code,
            String message) throws Exception {
        assertUnready(exchange -> {
            boolean list = exchange.request().target().contains("list-type=2");
            if (operation.equals("LIST") ? list : exchange.request().header("If-None-Match").isPresent()) {
                exchange.answer(HttpMessage.of("HTTP/1.1 " + status,
                        "<Error><Code>%s</Code><Message>%s</Message></Error>".formatted(code, message)));
            } else {
                var answer = exchange.forward();
                exchange.answer(answer.body().length == 0 ? answer.with("Content-Type", "text/html") : answer);
            }
        }, "the work bucket is not usable", "s3://" + Sandbox.WORK + "/", code, message);
    }

    @Test
    void listings_that_omit_folders_are_detected_before_any_work_is_taken() throws Exception {
        assertUnready(listings(text -> text.replaceAll("(?s)<CommonPrefixes>.*</CommonPrefixes>", "")),
                "cannot list folders");
    }

    @Test
    void listings_that_encode_keys_without_saying_so_are_detected() throws Exception {
        assertUnready(listings(text -> text.replaceAll("<EncodingType>[^<]*</EncodingType>", "")),
                "is not usable");
    }

    private static FaultyS3.Misbehaviour listings(java.util.function.UnaryOperator<String> change) {
        return exchange -> {
            var answer = exchange.forward();
            exchange.answer(exchange.request().target().contains("list-type=2") ? answer.mapText(change) : answer);
        };
    }

    /** Starts a worker that never becomes ready. */
    private void assertUnready(FaultyS3.Misbehaviour way, String... saying) throws Exception {
        int port = freePort();
        try (var broken = new FaultyS3(sandbox.s3().endpoint(), way)) {
            var settings = sandbox.settings(
                    Map.of("S3_ENDPOINT", broken.endpoint().toString(), "OPS_PORT", "" + port));
            var ended = new AtomicReference<Throwable>();
            var starting = Thread.ofPlatform().start(() -> {
                try {
                    WorkerService.start(settings, "test").close();
                    ended.set(new AssertionError("the worker took work"));
                } catch (IOException | InterruptedException e) {
                    ended.set(e);
                }
            });
            assertThat(unready(port)).contains(saying).doesNotContain("io.maskexport", "S3Error");
            starting.interrupt();
            starting.join();
            assertThat(ended.get()).isInstanceOf(InterruptedException.class);
        }
    }

    private static String unready(int port) throws Exception {
        var said = "";
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz")).build();
            for (var end = Instant.now().plus(SandboxClient.TIMEOUT); Instant.now().isBefore(end); Thread.sleep(50)) {
                try {
                    said = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
                } catch (IOException e) {
                    continue; // not listening yet
                }
                if (said.contains(": ")) {
                    return said;
                }
            }
        }
        throw new AssertionError("it only said " + said);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void serve(FaultyS3.Exchange exchange) throws IOException {
        if (oddKeys.isAskedBy(exchange.request())) {
            exchange.answer(oddKeys.answer(exchange.request()));
            return;
        }
        var target = exchange.request().target();
        if (!exchange.request().method().equals("GET") || !target.contains(".png") || target.contains(".json")) {
            exchange.answer(exchange.forward());
        } else if (target.contains("/glacier/")) {
            refuse(exchange, "403 Forbidden", "InvalidObjectState",
                    "The operation is not valid for the object's storage class");
        } else if (target.contains("/denied/")) {
            refuse(exchange, "403 Forbidden", "AccessDenied", "Access Denied");
        } else if (target.contains("/silent/")) {
            silent.countDown();
            exchange.stall();
        } else if (target.contains("/ssec/")) {
            refuse(exchange, "400 Bad Request", "InvalidRequest",
                    "The object was stored using a form of Server Side Encryption. The correct parameters must be provided.");
        } else if (target.contains("/kms/")) {
            refuse(exchange, "400 Bad Request", "KMS.DisabledException", "arn:aws:kms:eu-1:1:key/2 is disabled.");
        } else if (target.contains("/kmst/") && throttled.incrementAndGet() <= 4) {
            refuse(exchange, "400 Bad Request", "KMS.ThrottlingException", "Rate exceeded");
        } else {
            exchange.answer(exchange.forward());
        }
    }

    private static void refuse(FaultyS3.Exchange exchange, String status, String code, String message)
            throws IOException {
        exchange.answer(HttpMessage.of("HTTP/1.1 " + status,
                "<Error><Code>%s</Code><Message>%s</Message></Error>".formatted(code, message),
                "Content-Type: application/xml"));
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
