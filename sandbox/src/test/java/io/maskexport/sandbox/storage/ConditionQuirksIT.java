package io.maskexport.sandbox.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;

import io.maskexport.sandbox.EmbeddedS3;
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
import static io.maskexport.sandbox.storage.StorageTestBed.SMALL;
import static io.maskexport.sandbox.storage.StorageTestBed.TYPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Stores and gateways with peculiarities in ETags, copies and content codings. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConditionQuirksIT {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final EmbeddedS3 server = EmbeddedS3.start();
    private final ObjectRef folder = new ObjectRef("quirks", "");

    ConditionQuirksIT() throws IOException {}

    /** An operation on a store. */
    private interface Trial {
        void run(MinioObjectStore store, ObjectRef fresh) throws IOException;
    }

    @BeforeAll
    void prepare() throws IOException {
        server.createBucket("quirks");
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void etags_are_quoted_as_the_store_requires_which_is_learnt_once(boolean quoted) throws IOException {
        var refused = new AtomicInteger();
        through(exchange -> {
            if (condition(exchange.request()).map(etag -> etag.startsWith("\"") != quoted).orElse(false)) {
                refused.incrementAndGet();
                refuse(exchange);
            } else {
                exchange.answer(exchange.forward());
            }
        }, (store, fresh) -> {
            var original = store.put(fresh, SMALL, TYPE);
            assertThat(store.copy(original, fresh.resolve("-copy"), TYPE).bytes()).isEqualTo(SMALL.length);
            assertThat(store.read(original)).hasValue(SMALL);
            assertThat(store.open(original).readAllBytes()).isEqualTo(SMALL);
        });
        assertThat(refused).hasValue(quoted ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_version_that_is_gone_is_gone_however_etags_are_quoted(boolean quoted) throws IOException {
        through(exchange -> {
            if (condition(exchange.request()).map(etag -> etag.startsWith("\"") != quoted).orElse(false)) {
                refuse(exchange);
            } else {
                exchange.answer(exchange.forward());
            }
        }, (store, fresh) -> {
            var version = store.put(fresh, SMALL, TYPE);
            store.put(fresh, new byte[] {1}, TYPE);
            assertThat(store.read(version)).isEmpty();
            assertThatThrownBy(() -> store.copy(version, fresh.resolve("-copy"), TYPE))
                    .isInstanceOf(Failure.Transient.class).hasMessageContaining("is gone");
            assertThat(store.head(fresh.resolve("-copy"))).isEmpty();
        });
    }

    /** Like Ceph radosgw 16. */
    @Test
    void no_other_version_is_copied_in_a_store_that_ignores_the_condition_of_a_copy() throws IOException {
        try (var truth = new MinioObjectStore(server.settings(), StepRetrier.system())) {
            through(exchange -> {
                if (exchange.request().header("x-amz-copy-source").isEmpty()) {
                    exchange.answer(exchange.forward());
                    return;
                }
                var copy = truth.put(folder.resolve("copy"), new byte[] {2}, TYPE);
                exchange.answer(HttpMessage.of("HTTP/1.1 200 OK", "<CopyObjectResult><ETag>" + copy.etag()
                        + "</ETag><LastModified>" + copy.modified() + "</LastModified></CopyObjectResult>"));
            }, (store, fresh) -> {
                var version = store.put(fresh, new byte[] {1}, TYPE);
                store.put(fresh, new byte[] {2}, TYPE);
                assertThatThrownBy(() -> store.copy(version, folder.resolve("copy"), TYPE))
                        .isInstanceOf(Failure.Transient.class).hasMessageContaining("is gone");
                assertThat(store.head(folder.resolve("copy"))).isEmpty();
                assertThat(store.copy(store.head(fresh).orElseThrow(), folder.resolve("copy"), TYPE).bytes()).isOne();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"412 Precondition Failed PreconditionFailed", "501 Not Implemented NotImplemented",
        "404 Not Found NoSuchKey", "400 Bad Request InvalidArgument"})
    void a_store_that_does_not_copy_is_asked_three_times_then_the_content_goes_through_the_worker(String refusal)
            throws IOException {
        var requests = new AtomicInteger();
        Predicate<HttpMessage> copies = request -> request.header("x-amz-copy-source").isPresent();
        int cut = refusal.lastIndexOf(' ');
        through(exchange -> {
            if (copies.test(exchange.request())) {
                requests.incrementAndGet();
                exchange.answer(HttpMessage.of("HTTP/1.1 " + refusal.substring(0, cut),
                        "<Error><Code>" + refusal.substring(cut + 1) + "</Code></Error>"));
            } else {
                exchange.answer(exchange.forward());
            }
        }, (store, fresh) -> {
            try (var writer = store.write(fresh, "application/x-tar")) {
                writer.write(BIG);
                var original = writer.commit();
                for (var name : new String[] {"-1", "-2"}) {
                    var copy = store.copy(original, fresh.resolve(name), "application/x-tar");
                    assertThat(copy.etag()).isEqualTo(original.etag());
                    assertThat(store.read(copy)).hasValue(BIG);
                }
            }
        });
        assertThat(requests.get()).isBetween(1, 6); // each of three tries, with both spellings of the ETag
    }

    @Test
    void a_copy_that_is_denied_is_denied() throws IOException {
        through(exchange -> {
            if (exchange.request().header("x-amz-copy-source").isPresent()) {
                exchange.answer(
                        HttpMessage.of("HTTP/1.1 403 Forbidden", "<Error><Code>AccessDenied</Code></Error>"));
            } else {
                exchange.answer(exchange.forward());
            }
        }, (store, fresh) -> {
            var original = store.put(fresh, SMALL, TYPE);
            assertThatThrownBy(() -> store.copy(original, fresh.resolve("-copy"), TYPE))
                    .hasMessageContainingAll("copy s3://quirks/", "403 AccessDenied");
        });
    }

    @Test
    void writes_that_are_answered_with_an_empty_page_are_done() throws IOException {
        through(exchange -> {
            var answer = exchange.forward();
            exchange.answer(
                    answer.body().length == 0 ? answer.with("Content-Type", "text/html; charset=UTF-8") : answer);
        }, (store, fresh) -> {
            store.put(fresh, SMALL, TYPE);
            assertThat(store.putIfAbsent(fresh.resolve("-2"), SMALL, TYPE)).isTrue();
            store.delete(fresh.resolve("-2"));
            assertThat(store.read(fresh)).hasValue(SMALL);
        });
    }

    @Test
    void an_answer_compressed_by_a_gateway_is_unpacked() throws IOException {
        var packed = new AtomicInteger();
        through(exchange -> {
            assertThat(exchange.request().header("Accept-Encoding").orElse("")).doesNotContain("gzip");
            var answer = exchange.forward();
            if (exchange.request().method().equals("GET")) {
                packed.incrementAndGet();
                answer = answer.withBody(gzip(answer.body())).with("Content-Encoding", "gzip").mapHeader("ETag",
                        etag -> "W/" + etag);
            }
            exchange.answer(answer);
        }, (store, fresh) -> {
            var version = store.put(fresh, new byte[5000], TYPE);
            assertThat(store.read(version)).hasValue(new byte[5000]);
        });
        assertThat(packed).hasValue(1);
    }

    private void through(FaultyS3.Misbehaviour way, Trial trial) throws IOException {
        try (var server = new FaultyS3(this.server.endpoint(), way);
                var store = new MinioObjectStore(
                        S3Settings.of(server.endpoint(), this.server.settings().credentials()),
                        new StepRetrier(InstantSource.fixed(Instant.EPOCH), (_, _) -> false, new Random(1)))) {
            trial.run(store, folder.resolve("object-" + NAMES.incrementAndGet()));
        }
    }

    private static java.util.Optional<String> condition(HttpMessage request) {
        return request.header("If-Match").or(() -> request.header("x-amz-copy-source-if-match"));
    }

    private static void refuse(FaultyS3.Exchange exchange) throws IOException {
        exchange.answer(HttpMessage.of("HTTP/1.1 412 Precondition Failed",
                "<Error><Code>PreconditionFailed</Code></Error>"));
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
