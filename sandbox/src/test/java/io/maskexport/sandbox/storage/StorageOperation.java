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

/** What is done on the store: the methods of the port, and each request of an upload for itself. */
enum StorageOperation {
    LIST("list", false, get("list-type=2").and(any("delimiter=%2F").negate()), scene -> {
        var listed = new ArrayList<ObjectInfo>();
        scene.store().list(scene.fixture().folder()).forEachRemaining(listed::add);
        assertThat(listed).extracting(ObjectInfo::ref).containsExactlyInAnyOrderElementsOf(
                scene.fixture().objects().stream().map(ObjectInfo::ref).toList());
        assertThat(listed).extracting(ObjectInfo::etag).containsExactlyInAnyOrderElementsOf(
                scene.fixture().objects().stream().map(ObjectInfo::etag).toList());
        assertThat(listed).extracting(ObjectInfo::bytes).containsOnly((long) SMALL.length);
        return true;
    }),

    FOLDERS("folders", false, get("delimiter=%2F"), scene -> {
        assertThat(scene.store().folders(scene.fixture().folder())).containsExactlyInAnyOrder("b/", "d/");
        return true;
    }),

    HEAD("head", false, method("HEAD"), scene -> {
        var head = scene.store().head(scene.fixture().object().ref());
        head.ifPresent(info -> assertThat(info.etag()).isEqualTo(scene.fixture().object().etag()));
        head.ifPresent(info -> assertThat(info.bytes()).isEqualTo(SMALL.length));
        return head.isPresent();
    }),

    READ("read", false, object("GET"), scene -> {
        var content = scene.store().read(scene.fixture().object().ref());
        content.ifPresent(bytes -> assertThat(bytes).isEqualTo(SMALL));
        return content.isPresent();
    }),

    READ_VERSION("read version", false, object("GET"), scene -> {
        var content = scene.store().read(scene.fixture().object());
        content.ifPresent(bytes -> assertThat(bytes).isEqualTo(SMALL));
        return content.isPresent();
    }),

    OPEN("open", false, object("GET"), scene -> {
        try (var stream = scene.store().open(scene.fixture().object())) {
            assertThat(stream.readAllBytes()).isEqualTo(SMALL);
        }
        return true;
    }),

    PUT("put", false, object("PUT").and(isCopy().negate()), scene -> {
        scene.store().put(scene.target(), SMALL, TYPE);
        return scene.holds(SMALL);
    }),

    PUT_IF_ABSENT("put if absent", true, object("PUT").and(isCopy().negate()),
            scene -> scene.store().putIfAbsent(scene.target(), SMALL, TYPE) == scene.holds(SMALL)
                    && scene.holds(SMALL)),

    COPY("copy", true, isCopy(), scene -> {
        scene.store().copy(scene.fixture().object(), scene.target(), TYPE);
        return scene.holds(SMALL);
    }),

    CREATE("create upload", false, any("uploads").and(method("POST")), StorageOperation::upload),

    PART("upload part", false, any("partNumber=2").and(method("PUT")), StorageOperation::upload),

    COMPLETE("complete upload", true, any("uploadId=").and(method("POST")), StorageOperation::upload),

    DELETE("delete", false, object("DELETE"), scene -> {
        scene.truth().put(scene.target(), SMALL, TYPE);
        scene.store().delete(scene.target());
        return scene.truth().head(scene.target()).isEmpty();
    }),

    OPEN_UPLOADS("open uploads", false, get("uploads"), scene -> {
        assertThat(scene.store().openUploads(scene.fixture().folder()))
                .containsExactlyInAnyOrderElementsOf(scene.fixture().uploads());
        return true;
    }),

    ABORT("abort", false, any("uploadId=").and(method("DELETE")), scene -> {
        scene.store().abort(scene.openUpload());
        return scene.truth().openUploads(scene.folder()).isEmpty();
    });

    /** One go. */
    private interface Trial {
        /**
         * @return whether all is as the operation says; false when the store's word was taken for something that is not so
         * @throws AssertionError on a result that nobody said
         */
        boolean run(StorageTestBed scene) throws IOException;
    }

    private final String title;
    private final boolean settles;
    private final Predicate<HttpMessage> victims;
    private final Trial trial;

    StorageOperation(String title, boolean settles, Predicate<HttpMessage> victims, Trial trial) {
        this.title = title;
        this.settles = settles;
        this.victims = victims;
        this.trial = trial;
    }

    String title() {
        return title;
    }

    /** Whether its effect must be known, so that it may end as ambiguous. */
    boolean settles() {
        return settles;
    }

    /** What it writes, if it does. */
    byte[] content() {
        return EnumSet.of(CREATE, PART, COMPLETE).contains(this) ? BIG : SMALL;
    }

    /** Which of its requests the fault is for. */
    Predicate<HttpMessage> victims() {
        return victims;
    }

    OperationOutcome run(StorageTestBed scene) {
        try {
            return trial.run(scene) ? OperationOutcome.OK : OperationOutcome.BELIEVED;
        } catch (UncheckedIOException e) {
            return OperationOutcome.of(Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            return OperationOutcome.of(e);
        }
    }

    private static boolean upload(StorageTestBed scene) throws IOException {
        try (var writer = scene.store().write(scene.target(), TYPE)) {
            writer.write(BIG);
            assertThat(writer.commit().bytes()).isEqualTo(BIG.length);
        }
        return scene.holds(BIG);
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

    /** A request for an object as such. */
    private static Predicate<HttpMessage> object(String method) {
        return method(method).and(request -> !request.target().contains("?"));
    }

    private static Predicate<HttpMessage> isCopy() {
        return request -> request.header("x-amz-copy-source").isPresent();
    }
}
