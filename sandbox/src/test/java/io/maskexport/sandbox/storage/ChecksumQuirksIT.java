package io.maskexport.sandbox.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;

import io.maskexport.sandbox.EmbeddedS3;
import io.maskexport.sandbox.storage.FaultyS3.Exchange;
import io.maskexport.sandbox.storage.FaultyS3.Misbehaviour;
import io.maskexport.worker.bucket.MinioObjectStore;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.S3Settings;
import io.maskexport.worker.failure.Failure;
import io.maskexport.worker.failure.StepRetrier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.maskexport.sandbox.storage.StorageTestBed.BIG;
import static io.maskexport.sandbox.storage.StorageTestBed.TYPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Uploads to stores that verify the CRC-32C of S3 parts, that do not, and that only say so: none keeps altered content. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChecksumQuirksIT {
    private static final String CRC = "x-amz-checksum-crc32c";

    private final EmbeddedS3 server = EmbeddedS3.start();
    private final MinioObjectStore truth = new MinioObjectStore(server.settings(), StepRetrier.system());
    private final ObjectRef folder = new ObjectRef("sums", "");
    private final AtomicInteger names = new AtomicInteger();

    ChecksumQuirksIT() throws IOException {}

    @BeforeAll
    void prepare() throws IOException {
        server.createBucket("sums");
    }

    @AfterAll
    void stop() throws IOException {
        truth.close();
        server.close();
    }

    @Test
    void no_store_is_asked_whose_etags_are_not_checked() throws IOException {
        var probes = new AtomicInteger();
        try (var proxy = new FaultyS3(server.endpoint(), exchange -> {
            if (isProbe(exchange)) {
                probes.incrementAndGet();
            }
            exchange.answer(exchange.forward());
        }); var store = new MinioObjectStore(settings(proxy).withMd5Etags(false), impatient())) {
            upload(store);
        }
        assertThat(probes).hasValue(0);
    }

    @Test
    void a_store_that_verifies_is_asked_once_and_refuses_what_was_altered_on_its_way() throws IOException {
        var probes = new AtomicInteger();
        var struck = new AtomicInteger();
        through(exchange -> {
            if (isProbe(exchange)) {
                probes.incrementAndGet();
            }
            boolean strikes = isPart(exchange, 2) && struck.incrementAndGet() == 2;
            exchange.answer(strikes ? exchange.forward(flipped(exchange.request())) : exchange.forward());
        }, store -> {
            upload(store);
            upload(store);
        });
        assertThat(struck).hasValue(3);
        assertThat(probes).hasValue(1);
    }

    /** It takes the probe, stores altered content and repeats the checksum that it was sent. */
    @Test
    void altered_content_is_found_by_its_etag_in_a_store_that_claims_to_verify() throws IOException {
        var struck = new AtomicInteger();
        through(exchange -> {
            if (isProbe(exchange) || (isPart(exchange, 2) && struck.getAndIncrement() < 2)) {
                exchange.answer(claim(exchange.request()));
            } else {
                exchange.answer(exchange.forward());
            }
        }, store -> {
            upload(store);
            upload(store);
        });
        assertThat(struck).hasValue(4);
    }

    /** As behind a gateway with nodes of two versions: the one that was asked verifies, another does not. */
    @Test
    void an_answer_without_the_checksum_is_proven_by_its_etag() throws IOException {
        var struck = new AtomicInteger();
        through(exchange -> {
            boolean strikes = isPart(exchange, 2) && struck.incrementAndGet() == 2;
            exchange.answer(strikes ? claim(exchange.request()).without(CRC) : exchange.forward());
        }, store -> {
            upload(store);
            upload(store);
        });
        assertThat(struck).hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"400 Bad Request InvalidRequest", "500 Internal Server Error InternalError", ""})
    void only_a_refusal_of_the_checksum_counts_and_no_other_answer_to_the_probe_fails_the_upload(String refusal)
            throws IOException {
        var struck = new AtomicInteger();
        through(exchange -> {
            if (isProbe(exchange) && refusal.isEmpty()) {
                exchange.reset();
            } else if (isProbe(exchange)) {
                int cut = refusal.lastIndexOf(' ');
                exchange.answer(HttpMessage.of("HTTP/1.1 " + refusal.substring(0, cut),
                        "<Error><Code>" + refusal.substring(cut + 1) + "</Code></Error>"));
            } else {
                boolean strikes = isPart(exchange, 2) && struck.incrementAndGet() == 2;
                exchange.answer(strikes ? claim(exchange.request()) : exchange.forward());
            }
        }, store -> {
            upload(store);
            upload(store);
        });
        assertThat(struck).hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ETag of other content", "ETag that is no MD5"})
    void wrong_etags_of_proven_parts_are_found_at_the_latest_when_the_upload_completes_and_later_uploads_check_them(
            String kind) throws IOException {
        var wrong = new AtomicBoolean();
        UnaryOperator<String> etag = _ -> kind.endsWith("MD5") ? "\"abc\"" : "\"" + "0".repeat(32) + "\"";
        through(exchange -> {
            var answer = exchange.forward();
            exchange.answer(isPart(exchange, 2) && wrong.getAndSet(false) ? answer.mapHeader("ETag", etag) : answer);
        }, store -> {
            upload(store);
            wrong.set(true);
            if (kind.endsWith("MD5")) {
                upload(store);
                return;
            }
            var target = target();
            try (var writer = store.write(target, TYPE)) {
                writer.write(BIG);
                assertThatThrownBy(writer::commit).isInstanceOf(Failure.Transient.class)
                        .hasMessageContaining("complete upload");
            }
            assertThat(truth.openUploads(target)).isEmpty();
            wrong.set(true);
            upload(store);
        });
        assertThat(wrong).isFalse();
    }

    /** An operation on a store. */
    private interface Trial {
        void run(MinioObjectStore store) throws IOException;
    }

    private void through(Misbehaviour way, Trial trial) throws IOException {
        try (var proxy = new FaultyS3(server.endpoint(), way);
                var store = new MinioObjectStore(settings(proxy), impatient())) {
            trial.run(store);
        }
    }

    private S3Settings settings(FaultyS3 proxy) {
        return S3Settings.of(proxy.endpoint(), server.settings().credentials());
    }

    private static StepRetrier impatient() {
        return new StepRetrier(InstantSource.fixed(Instant.EPOCH), (_, _) -> false, new Random(1));
    }

    private void upload(MinioObjectStore store) throws IOException {
        var target = target();
        try (var writer = store.write(target, TYPE)) {
            writer.write(BIG);
            assertThat(writer.commit().bytes()).isEqualTo(BIG.length);
        }
        assertThat(truth.read(target)).hasValue(BIG);
    }

    private ObjectRef target() {
        return folder.resolve("object-" + names.incrementAndGet());
    }

    private static boolean isPart(Exchange exchange, int number) {
        return exchange.request().method().equals("PUT")
                && exchange.request().target().contains("partNumber=" + number);
    }

    private static boolean isProbe(Exchange exchange) {
        return isPart(exchange, 1)
                && !exchange.request().header(CRC).orElseThrow().equals(crc(exchange.request().body()));
    }

    private static String crc(byte[] body) {
        var sum = new CRC32C();
        sum.update(body);
        return Base64.getEncoder().encodeToString(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    private static HttpMessage flipped(HttpMessage request) {
        var body = request.body().clone();
        body[body.length / 2] ^= 4;
        return request.withBody(body);
    }

    /** The answer of a store that keeps something else. */
    private static HttpMessage claim(HttpMessage request) {
        return HttpMessage.of("HTTP/1.1 200 OK", "", "ETag: \"" + "0".repeat(32) + "\"",
                CRC + ": " + request.header(CRC).orElseThrow(), "Date: Mon, 30 Nov 2026 21:16:44 GMT");
    }
}
