package io.maskexport.sandbox.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.maskexport.sandbox.EmbeddedS3;
import io.maskexport.worker.bucket.MinioObjectStore;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.S3Credentials;
import io.maskexport.worker.bucket.S3Settings;
import io.maskexport.worker.failure.StepRetrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Stores with peculiar listings. A listing is correct or an error, and never incomplete. */
class ListingQuirksIT {
    private static final ObjectRef PREFIX = new ObjectRef("bucket", "p/");

    @Test
    void keys_beyond_the_delimiter_are_an_error() throws Exception {
        assertFoldersFail(page(false, "", keys("p/a/1", "p/b/2")), "in spite of the delimiter");
        assertFoldersFail(page(false, "", keys("p/meta.json", "p/a/1"), folders("p/b/")), "in spite of the delimiter");
    }

    @Test
    void a_false_folder_is_an_error() throws Exception {
        assertFoldersFail(page(false, "", folders("p/a/b/")), "as a folder");
        assertFoldersFail(page(false, "", folders("p/a")), "as a folder");
        assertFoldersFail(page(false, "", folders("q/a/")), "names q/a/");
    }

    @Test
    void an_object_that_stands_for_a_folder_is_that_folder_whether_it_is_named_beside_it_or_instead() throws Exception {
        assertThat(listedFolders(_ -> page(false, "", keys("p/", "p/a/", "p/x"), folders("p/a/", "p/b/"))))
                .containsExactly("a/", "b/");
        assertThat(listedFolders(_ -> page(false, "", keys("p/a/")))).containsExactly("a/");
    }

    @Test
    void a_folder_that_ends_one_page_and_begins_the_next_is_one() throws Exception {
        assertThat(listedFolders(token -> token.isEmpty()
                ? page(true, "t", folders("p/a/", "p/b/"))
                : page(false, "", folders("p/b/", "p/c/")))).containsExactly("a/", "b/", "c/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p/a p/a", "p/a p/b p/a", "p/b p/a p/c p/b", "p/a/1 p/a-1 p/b p/a/2"})
    void a_key_that_comes_twice_or_out_of_any_order_is_an_error(String keys) throws Exception {
        assertListFails(_ -> page(false, "", keys(keys.split(" "))), "twice or out of order");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p/a-1 p/a/1 p/a0", "p/a/1 p/a/2 p/a-1 p/a0", "p/a p/\uFF5A p/\uD83D\uDE00",
        "p/a p/\uD83D\uDE00 p/\uFF5A"})
    void every_order_of_a_store_is_accepted(String keys) throws Exception {
        assertThat(listed(_ -> page(false, "", keys(keys.split(" "))))).containsExactly(keys.split(" "));
    }

    @Test
    void a_page_that_begins_where_the_one_before_ended_or_before_it_is_an_error() throws Exception {
        assertListFails(token -> token.isEmpty()
                ? page(true, "t", keys("p/a", "p/b"))
                : page(false, "", keys("p/b", "p/c")), "twice or out of order");
        assertListFails(token -> token.isEmpty()
                ? page(true, "t", keys("p/c", "p/d"))
                : page(false, "", keys("p/a", "p/b")), "twice or out of order");
    }

    @Test
    void a_complete_listing_with_a_continuation_token_is_followed() throws Exception {
        assertThat(listed(token -> token.isEmpty()
                ? page(false, "t", keys("p/a"))
                : page(false, "", keys("p/b")))).containsExactly("p/a", "p/b");
        assertThat(listed(token -> token.isEmpty()
                ? page(false, "t", keys("p/a"))
                : page(false, "u", ""))).containsExactly("p/a");
    }

    @Test
    void a_truncated_listing_must_have_a_continuation_token() throws Exception {
        assertListFails(_ -> page(true, "", keys("p/a")), "ListObjectsV2");
        assertListFails(_ -> page(true, "", keys("p/a")).replaceAll("<NextContinuationToken></NextContinuationToken>",
                "<NextMarker>p/a</NextMarker>"), "ListObjectsV2");
    }

    @Test
    void a_listing_that_returns_to_an_earlier_page_is_an_error() throws Exception {
        assertListFails(_ -> page(true, "same", keys("p/a")), "repeats itself");
        assertListFails(token -> page(true, token + "x", keys("p/a")), "repeats itself");
    }

    @Test
    void pages_longer_and_shorter_than_requested_are_accepted() throws Exception {
        var names = new String[2_500];
        Arrays.setAll(names, i -> "p/%05d".formatted(i));
        assertThat(listed(_ -> page(false, "", keys(names)))).containsExactly(names);
        assertThat(listed(token -> {
            int next = token.isEmpty() ? 0 : Integer.parseInt(token);
            return next < 5 ? page(true, "" + (next + 1), keys(names[next])) : page(false, "", "");
        })).containsExactly(Arrays.copyOf(names, 5));
    }

    @Test
    void keys_are_decoded_as_the_answer_encodes_them() throws Exception {
        assertThat(listed(_ -> page(false, "", keys("p/a%20b+c")))).containsExactly("p/a%20b+c");
        assertThat(listed(_ -> page(false, "", "<EncodingType>url</EncodingType>" + keys("p%2Fa%20b%2Bc"))))
                .containsExactly("p/a b+c");
    }

    @Test
    void keys_outside_the_prefix_are_an_error() throws Exception {
        assertListFails(_ -> page(false, "", keys("p/a", "q/b")), "names q/b");
        assertListFails(_ -> page(false, "", keys("a")), "names a");
    }

    private static void assertFoldersFail(String page, String saying) throws IOException {
        assertThatThrownBy(() -> listedFolders(_ -> page)).isInstanceOf(IOException.class)
                .hasMessageContainingAll(saying, "s3://bucket/p/");
    }

    private static void assertListFails(UnaryOperator<String> pages, String saying) {
        assertThatThrownBy(() -> listed(pages)).isInstanceOf(UncheckedIOException.class).cause()
                .hasMessageContainingAll(saying, "s3://bucket/p/");
    }

    private static List<String> listed(UnaryOperator<String> pages) throws IOException {
        return with(pages, (store, keys) -> {
            store.list(PREFIX).forEachRemaining(object -> keys.add(object.ref().key()));
            return keys;
        });
    }

    private static List<String> listedFolders(UnaryOperator<String> pages) throws IOException {
        try {
            return with(pages, (store, _) -> {
                try {
                    return store.folders(PREFIX);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** @param pages returns the page for a continuation token, which is empty for the first page */
    private static List<String> with(UnaryOperator<String> pages,
            BiFunction<MinioObjectStore, List<String>, List<String>> step) throws IOException {
        var nobody = java.net.URI.create("http://127.0.0.1:1");
        try (var server = new FaultyS3(nobody, exchange -> exchange.answer(HttpMessage.of("HTTP/1.1 200 OK",
                pages.apply(token(exchange.request().target())), "Content-Type: application/xml")));
                var store = new MinioObjectStore(
                        S3Settings.of(server.endpoint(),
                                new S3Credentials.StaticKeys(EmbeddedS3.ACCESS_KEY, EmbeddedS3.SECRET_KEY)),
                        new StepRetrier(InstantSource.fixed(Instant.EPOCH), (_, _) -> false, new Random(1)))) {
            return step.apply(store, new ArrayList<>());
        }
    }

    private static String token(String target) {
        var found = java.util.regex.Pattern.compile("continuation-token=([^&]*)").matcher(target);
        return found.find() ? found.group(1) : "";
    }

    private static String page(boolean truncated, String token, String... elements) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>bucket</Name><MaxKeys>1000</MaxKeys>
                <IsTruncated>%s</IsTruncated><NextContinuationToken>%s</NextContinuationToken>%s</ListBucketResult>"""
                .formatted(truncated, token, String.join("", elements));
    }

    private static String keys(String... keys) {
        return Arrays.stream(keys)
                .map("""
                        <Contents><Key>%s</Key><LastModified>2026-11-01T10:00:00.000Z</LastModified><ETag>"0"</ETag><Size>1</Size>\
                        <StorageClass>STANDARD</StorageClass></Contents>"""::formatted)
                .collect(Collectors.joining());
    }

    private static String folders(String... folders) {
        return Arrays.stream(folders).map("<CommonPrefixes><Prefix>%s</Prefix></CommonPrefixes>"::formatted)
                .collect(Collectors.joining());
    }
}
