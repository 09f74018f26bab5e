package io.maskexport.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.bucket.OpenUpload;
import io.maskexport.worker.failure.Failure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The contract of every {@link ObjectStore}. Each test works below its own folder. */
abstract class ObjectStoreContract {
    private static final String TYPE = "application/octet-stream";
    private static final int PART = 8 << 20;

    private ObjectRef folder = new ObjectRef("", "");

    /** The store under test. */
    abstract ObjectStore store();

    /** An existing bucket of the store. */
    abstract String bucket();

    @BeforeEach
    final void choose_a_folder() {
        folder = new ObjectRef(bucket(), "contract-" + UUID.randomUUID() + "/");
    }

    @Test
    void an_object_is_read_back_after_a_put() throws IOException {
        store().put(at("a"), text("content"), "text/plain");
        assertThat(store().read(at("a"))).hasValue(text("content"));
    }

    @Test
    void a_put_replaces_the_object_and_changes_its_etag() throws IOException {
        var first = store().put(at("a"), text("one"), TYPE);
        var second = store().put(at("a"), text("two"), TYPE);
        assertThat(second.etag()).isNotEqualTo(first.etag());
        assertThat(store().read(at("a"))).hasValue(text("two"));
    }

    @Test
    void an_empty_object_is_an_object() throws IOException {
        store().put(at("empty"), new byte[0], TYPE);
        assertThat(store().read(at("empty"))).hasValue(new byte[0]);
        assertThat(store().head(at("empty")).map(ObjectInfo::bytes)).hasValue(0L);
    }

    @Test
    void a_missing_object_is_empty_and_not_a_failure() throws IOException {
        assertThat(store().head(at("none"))).isEmpty();
        assertThat(store().read(at("none"))).isEmpty();
        assertThat(store().list(at("none/"))).isExhausted();
        assertThat(store().folders(at("none/"))).isEmpty();
        assertThat(store().openUploads(at("none/"))).isEmpty();
        store().delete(at("none"));
    }

    @Test
    void head_and_list_and_put_agree_on_an_object() throws IOException {
        var put = store().put(at("a"), text("content"), TYPE);
        var head = store().head(at("a")).orElseThrow();
        assertThat(store().list(folder)).toIterable().singleElement().satisfies(listed -> {
            assertThat(listed.ref()).isEqualTo(at("a"));
            assertThat(listed.bytes()).isEqualTo(head.bytes()).isEqualTo(put.bytes()).isEqualTo(7);
            assertThat(listed.etag()).isEqualTo(head.etag()).isEqualTo(put.etag()).doesNotContain("\"");
            assertThat(listed.modified().getEpochSecond()).isEqualTo(head.modified().getEpochSecond());
        });
    }

    @Test
    void the_listed_version_is_read_and_no_other() throws IOException {
        store().put(at("a"), text("one"), TYPE);
        var version = store().list(folder).next();
        assertThat(store().read(version)).hasValue(text("one"));
        store().put(at("a"), text("two"), TYPE);
        assertThat(store().read(version)).isEmpty();
        store().delete(at("a"));
        assertThat(store().read(version)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PART, 2 * PART + 3})
    void a_version_of_any_size_is_streamed(int length) throws IOException {
        var content = new byte[length];
        new Random(length).nextBytes(content);
        store().put(at("a"), content, TYPE);
        try (var stream = store().open(store().head(at("a")).orElseThrow())) {
            assertThat(stream.readAllBytes()).isEqualTo(content);
            assertThat(stream.read()).isEqualTo(-1);
        }
    }

    @Test
    void a_stream_of_a_version_that_is_gone_fails() throws IOException {
        store().put(at("a"), new byte[PART + 1], TYPE);
        var version = store().head(at("a")).orElseThrow();
        try (var stream = store().open(version)) {
            assertThat(stream.readNBytes(PART)).hasSize(PART);
            store().put(at("a"), text("other"), TYPE);
            assertThatThrownBy(stream::read).isInstanceOf(Failure.Transient.class);
        }
        store().delete(at("a"));
        try (var stream = store().open(version)) {
            assertThatThrownBy(stream::read).isInstanceOf(Failure.Transient.class);
        }
    }

    @Test
    void a_listing_holds_all_keys_below_the_prefix_and_no_other() throws IOException {
        for (var key : List.of("x/b", "x/a/c", "x/a/d", "xy", "y/e")) {
            store().put(at(key), text(key), TYPE);
        }
        assertThat(keys(at("x/"))).containsExactly("x/a/c", "x/a/d", "x/b");
        assertThat(keys(at("x"))).containsExactlyInAnyOrder("x/a/c", "x/a/d", "x/b", "xy");
        assertThat(keys(folder)).hasSize(5);
    }

    @Test
    void folders_are_the_names_up_to_the_next_slash() throws IOException {
        for (var key : List.of("a/1", "a/2/3", "b/4", "c")) {
            store().put(at(key), text(key), TYPE);
        }
        assertThat(store().folders(folder)).containsExactlyInAnyOrder("a/", "b/");
        assertThat(store().folders(at("a/"))).containsExactly("2/");
    }

    @Test
    void folders_of_any_characters_survive() throws IOException {
        store().put(at("Ünï +% 漢&/a"), text("x"), TYPE);
        assertThat(store().folders(folder)).containsExactly("Ünï +% 漢&/");
        assertThat(keys(at("Ünï +% 漢&/"))).containsExactly("Ünï +% 漢&/a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "with space", "plus+and%25percent", "Ünïcode-жük-漢字-😀", "quote'\"&<>", "tab\tin",
        "dash-.tilde~_*()", "semi;comma,equals=at@", "a=b&c?d#e"})
    void a_key_of_any_characters_survives_writing_listing_and_reading(String name) throws IOException {
        store().put(at(name), text(name), TYPE);
        assertThat(keys(folder)).containsExactly(name);
        assertThat(store().read(at(name))).hasValue(text(name));
        assertThat(store().read(store().list(folder).next())).hasValue(text(name));
        store().delete(at(name));
        assertThat(store().head(at(name))).isEmpty();
    }

    @Test
    void the_first_writer_of_a_key_wins_and_the_second_learns_it() throws IOException {
        assertThat(store().putIfAbsent(at("plan"), text("first"), TYPE)).isTrue();
        assertThat(store().putIfAbsent(at("plan"), text("second"), TYPE)).isFalse();
        assertThat(store().read(at("plan"))).hasValue(text("first"));
    }

    @Test
    void of_sixteen_writers_at_once_one_wins() throws Exception {
        var writers = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 16; i++) {
            var content = text("writer " + i);
            writers.add(() -> store().putIfAbsent(at("race"), content, TYPE));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var won = threads.invokeAll(writers).stream().map(Future::resultNow).toList();
            assertThat(won).containsOnlyOnce(true);
            assertThat(store().read(at("race"))).hasValue(text("writer " + won.indexOf(true)));
        }
    }

    @Test
    void a_deleted_key_can_be_claimed_again() throws IOException {
        store().putIfAbsent(at("claim"), text("first"), TYPE);
        store().delete(at("claim"));
        assertThat(store().putIfAbsent(at("claim"), text("second"), TYPE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, PART + 5})
    void a_copy_has_the_bytes_of_the_original_and_replaces_what_was_there(int length) throws IOException {
        store().put(at("copy"), text("old"), TYPE);
        var original = written("original", random(length));

        var copy = store().copy(original, at("copy"), "application/x-tar");

        assertThat(copy.ref()).isEqualTo(at("copy"));
        assertThat(copy.bytes()).isEqualTo(length);
        assertThat(store().head(at("copy"))).hasValue(copy);
        assertThat(store().read(copy)).hasValue(random(length));
        assertThat(store().read(original)).hasValue(random(length));
    }

    @Test
    void a_copy_survives_its_original_whatever_their_names() throws IOException {
        var original = store().put(at("1_Ünï+% &?#.tar"), text("content"), TYPE);
        var copy = store().copy(original, at("1_Ünï+% &?#_part_0001.tar"), null);
        store().delete(original.ref());
        assertThat(store().read(copy)).hasValue(text("content"));
    }

    @Test
    void only_the_requested_version_is_copied() throws IOException {
        var version = store().put(at("original"), text("one"), TYPE);
        store().put(at("original"), text("two"), TYPE);
        assertThatThrownBy(() -> store().copy(version, at("copy"), null)).isInstanceOf(Failure.Transient.class);
        store().delete(at("original"));
        assertThatThrownBy(() -> store().copy(version, at("copy"), null)).isInstanceOf(Failure.Transient.class);
        assertThat(store().head(at("copy"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PART - 1, PART, PART + 1, 2 * PART, 2 * PART + 12_345})
    void a_written_object_has_the_bytes_that_went_in(int length) throws IOException {
        var content = random(length);
        try (var writer = store().write(at("part.tar"), "application/x-tar")) {
            for (int from = 0; from < length; from += 1_000_003) {
                writer.write(content, from, Math.min(1_000_003, length - from));
            }
            var info = writer.commit();
            assertThat(info.bytes()).isEqualTo(length);
            assertThat(store().head(at("part.tar")).map(ObjectInfo::etag)).hasValue(info.etag());
        }
        assertThat(store().read(at("part.tar"))).hasValue(content);
        assertThat(store().openUploads(folder)).isEmpty();
    }

    @Test
    void two_writers_of_the_same_bytes_agree_on_the_etag() throws IOException {
        assertThat(written("a", random(PART + 5)).etag()).isEqualTo(written("b", random(PART + 5)).etag());
    }

    @Test
    void nothing_is_visible_before_the_commit() throws IOException {
        try (var writer = store().write(at("part.tar"), TYPE)) {
            writer.write(random(2 * PART));
            assertThat(store().head(at("part.tar"))).isEmpty();
            assertThat(store().list(folder)).isExhausted();
        }
    }

    @Test
    void closing_without_commit_leaves_neither_object_nor_upload() throws IOException {
        try (var writer = store().write(at("part.tar"), TYPE)) {
            writer.write(random(2 * PART + 1));
        }
        assertThat(store().head(at("part.tar"))).isEmpty();
        assertThat(store().openUploads(folder)).isEmpty();
    }

    @Test
    void an_uncommitted_writer_leaves_the_old_object_alone() throws IOException {
        store().put(at("part.tar"), text("old"), TYPE);
        try (var writer = store().write(at("part.tar"), TYPE)) {
            writer.write(random(PART + 1));
        }
        assertThat(store().read(at("part.tar"))).hasValue(text("old"));
    }

    @Test
    void a_committed_writer_accepts_no_more_bytes() throws IOException {
        try (var writer = store().write(at("part.tar"), TYPE)) {
            writer.write(1);
            writer.commit();
            assertThatThrownBy(() -> writer.write(2)).isInstanceOf(IOException.class);
            assertThatThrownBy(writer::commit).isInstanceOf(IOException.class);
        }
        assertThat(store().read(at("part.tar"))).hasValue(new byte[] {1});
    }

    @Test
    @SuppressWarnings("MustBeClosedChecker") // The writer stands for one of a dead worker.
    void an_abandoned_upload_is_found_and_aborted() throws IOException {
        var abandoned = store().write(at("x/part.tar"), TYPE);
        abandoned.write(random(PART + 1));
        assertThat(store().openUploads(at("y/"))).isEmpty();
        assertThat(store().openUploads(at("x/"))).singleElement().satisfies(upload -> {
            assertThat(upload.ref()).isEqualTo(at("x/part.tar"));
            store().abort(upload);
            store().abort(upload);
        });
        assertThat(store().openUploads(folder)).isEmpty();
        assertThatThrownBy(abandoned::commit).isInstanceOf(Failure.Transient.class);
        assertThat(store().head(at("x/part.tar"))).isEmpty();
    }

    @Test
    void aborting_an_unknown_upload_is_not_an_error() throws IOException {
        store().abort(new OpenUpload(at("a"), UUID.randomUUID().toString(), java.time.Instant.EPOCH));
    }

    @Test
    void a_missing_bucket_is_a_terminal_failure() {
        var nowhere = new ObjectRef("no-such-bucket-of-ours", "a");
        assertNoSuchBucket(() -> store().put(nowhere, text("x"), TYPE));
        assertNoSuchBucket(() -> store().putIfAbsent(nowhere, text("x"), TYPE));
        assertNoSuchBucket(() -> store().read(nowhere));
        assertNoSuchBucket(() -> store().folders(new ObjectRef("no-such-bucket-of-ours", "")));
    }

    private static void assertNoSuchBucket(Callable<?> call) {
        assertThatThrownBy(call::call).isInstanceOfSatisfying(Failure.Terminal.class,
                failure -> assertThat(failure.kind()).isEqualTo(Failure.Terminal.TerminalKind.NO_SUCH_BUCKET));
    }

    private ObjectInfo written(String name, byte[] content) throws IOException {
        try (var writer = store().write(at(name), TYPE)) {
            writer.write(content);
            return writer.commit();
        }
    }

    private List<String> keys(ObjectRef prefix) throws IOException {
        var keys = new ArrayList<String>();
        store().list(prefix).forEachRemaining(info -> keys.add(info.ref().key().substring(folder.key().length())));
        keys.sort(Comparator.naturalOrder());
        return keys;
    }

    private ObjectRef at(String relative) {
        return folder.resolve(relative);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
