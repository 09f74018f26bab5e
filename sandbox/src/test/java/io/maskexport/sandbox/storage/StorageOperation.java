package io.maskexport.sandbox.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Objects;
import java.util.function.Predicate;

import io.maskexport.worker.bucket.ObjectInfo;

import static io.maskexport.sandbox.storage.StorageTestBed.BIG;
import static io.maskexport.sandbox.storage.StorageTestBed.SMALL;
import static io.maskexport.sandbox.storage.StorageTestBed.TYPE;
import static org.assertj.core.api.Assertions.assertThat;

/** The operations on the store: the methods of the port, and each request of an upload by itself. */
enum StorageOperation {
    LIST("list", false, get("list-type=2").and(any("delimiter=%2F").negate()), testBed -> {
        var listed = new ArrayList<ObjectInfo>();
        testBed.store().list(testBed.fixture().folder()).forEachRemaining(listed::add);
        assertThat(listed).extracting(ObjectInfo::ref).containsExactlyInAnyOrderElementsOf(
                testBed.fixture().objects().stream().map(ObjectInfo::ref).toList());
        assertThat(listed).extracting(ObjectInfo::etag).containsExactlyInAnyOrderElementsOf(
                testBed.fixture().objects().stream().map(ObjectInfo::etag).toList());
        assertThat(listed).extracting(ObjectInfo::bytes).containsOnly((long) SMALL.length);
        return true;
    }),

    FOLDERS("folders", false, get("delimiter=%2F"), testBed -> {
        assertThat(testBed.store().folders(testBed.fixture().folder())).containsExactlyInAnyOrder("b/", "d/");
        return true;
    }),

    HEAD("head", false, method("HEAD"), testBed -> {
        var head = testBed.store().head(testBed.fixture().object().ref());
        head.ifPresent(info -> assertThat(info.etag()).isEqualTo(testBed.fixture().object().etag()));
        head.ifPresent(info -> assertThat(info.bytes()).isEqualTo(SMALL.length));
        return head.isPresent();
    }),

    READ("read", false, object("GET"), testBed -> {
        var content = testBed.store().read(testBed.fixture().object().ref());
        content.ifPresent(bytes -> assertThat(bytes).isEqualTo(SMALL));
        return content.isPresent();
    }),

    READ_VERSION("read version", false, object("GET"), testBed -> {
        var content = testBed.store().read(testBed.fixture().object());
        content.ifPresent(bytes -> assertThat(bytes).isEqualTo(SMALL));
        return content.isPresent();
    }),

    OPEN("open", false, object("GET"), testBed -> {
        try (var stream = testBed.store().open(testBed.fixture().object())) {
            assertThat(stream.readAllBytes()).isEqualTo(SMALL);
        }
        return true;
    }),

    PUT("put", false, object("PUT").and(isCopy().negate()), testBed -> {
        testBed.store().put(testBed.target(), SMALL, TYPE);
        return testBed.holds(SMALL);
    }),

    PUT_IF_ABSENT("put if absent", true, object("PUT").and(isCopy().negate()),
            testBed -> testBed.store().putIfAbsent(testBed.target(), SMALL, TYPE) == testBed.holds(SMALL)
                    && testBed.holds(SMALL)),

    COPY("copy", true, isCopy(), testBed -> {
        testBed.store().copy(testBed.fixture().object(), testBed.target(), TYPE);
        return testBed.holds(SMALL);
    }),

    CREATE("create upload", false, any("uploads").and(method("POST")), StorageOperation::upload),

    PART("upload part", false, any("partNumber=2").and(method("PUT")), StorageOperation::upload),

    COMPLETE("complete upload", true, any("uploadId=").and(method("POST")), StorageOperation::upload),

    DELETE("delete", false, object("DELETE"), testBed -> {
        testBed.truth().put(testBed.target(), SMALL, TYPE);
        testBed.store().delete(testBed.target());
        return testBed.truth().head(testBed.target()).isEmpty();
    }),

    OPEN_UPLOADS("open uploads", false, get("uploads"), testBed -> {
        assertThat(testBed.store().openUploads(testBed.fixture().folder()))
                .containsExactlyInAnyOrderElementsOf(testBed.fixture().uploads());
        return true;
    }),

    ABORT("abort", false, any("uploadId=").and(method("DELETE")), testBed -> {
        testBed.store().abort(testBed.openUpload());
        return testBed.truth().openUploads(testBed.folder()).isEmpty();
    });

    /** One run of an operation. */
    private interface Trial {
        /**
         * @return whether everything is as the operation says; false if the store's word was taken for something untrue
         * @throws AssertionError on a result that nobody reported
         */
        boolean run(StorageTestBed testBed) throws IOException;
    }

    private final String title;
    private final boolean hasKnownEffect;
    private final Predicate<HttpMessage> victims;
    private final Trial trial;

    StorageOperation(String title, boolean hasKnownEffect, Predicate<HttpMessage> victims, Trial trial) {
        this.title = title;
        this.hasKnownEffect = hasKnownEffect;
        this.victims = victims;
        this.trial = trial;
    }

    String title() {
        return title;
    }

    /** Whether its effect must be known, so that it may end as ambiguous. */
    boolean hasKnownEffect() {
        return hasKnownEffect;
    }

    /** The content that it writes, if any. */
    byte[] content() {
        return EnumSet.of(CREATE, PART, COMPLETE).contains(this) ? BIG : SMALL;
    }

    /** The requests that the fault applies to. */
    Predicate<HttpMessage> victims() {
        return victims;
    }

    OperationOutcome run(StorageTestBed testBed) {
        try {
            return trial.run(testBed) ? OperationOutcome.OK : OperationOutcome.BELIEVED;
        } catch (UncheckedIOException e) {
            return OperationOutcome.of(Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            return OperationOutcome.of(e);
        }
    }

    private static boolean upload(StorageTestBed testBed) throws IOException {
        try (var writer = testBed.store().write(testBed.target(), TYPE)) {
            writer.write(BIG);
            assertThat(writer.commit().bytes()).isEqualTo(BIG.length);
        }
        return testBed.holds(BIG);
    }

    private static Predicate<HttpMessage> method(String method) {
        return request -> request.method().equals(method);
    }

    private static Predicate<HttpMessage> any(String query) {
        return request -> request.target().contains("?") && request.target().contains(query);
    }

    private static Predicate<HttpMessage> get(String query) {
        return any(query).and(method("GET"));
    }

    /** A request for an object itself. */
    private static Predicate<HttpMessage> object(String method) {
        return method(method).and(request -> !request.target().contains("?"));
    }

    private static Predicate<HttpMessage> isCopy() {
        return request -> request.header("x-amz-copy-source").isPresent();
    }
}
