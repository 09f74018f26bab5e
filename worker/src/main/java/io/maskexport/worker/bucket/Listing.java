package io.maskexport.worker.bucket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

import io.maskexport.worker.failure.BrokenAnswer;
import io.maskexport.worker.failure.Retry;
import io.minio.ListMultipartUploadsArgs;
import io.minio.ListObjectsV2Args;
import io.minio.messages.Item;
import io.minio.messages.ListBucketResultV2;
import io.minio.messages.ListMultipartUploadsResult;
import org.jspecify.annotations.Nullable;

/**
 * Pages of keys below a prefix. A listing may not leave the prefix, name negative sizes, come back to where it was or go
 * on for ever: the SDK checks none of this.
 */
final class Listing {
    static final int MAX_PAGES = 10_000;

    private final S3Connection connection;
    private final Retry retry;
    private final ObjectRef prefix;

    Listing(S3Connection connection, Retry retry, ObjectRef prefix) {
        this.connection = connection;
        this.retry = retry;
        this.prefix = prefix;
    }

    Iterator<ObjectInfo> objects() {
        return new Objects();
    }

    FolderListing content() throws IOException {
        var folders = new ArrayList<String>();
        var objects = new ArrayList<ObjectInfo>();
        var pages = new Pages("/");
        while (pages.hasNext()) {
            var page = pages.next();
            page.commonPrefixes().forEach(folder -> folders.add(
                    key(folder.toItem(), page.encodingType()).substring(prefix.key().length())));
            page.contents().forEach(item -> objects.add(object(item)));
        }
        return new FolderListing(folders, objects);
    }

    private ObjectInfo object(Item item) {
        return new ObjectInfo(new ObjectRef(prefix.bucket(), item.objectName()), item.size(),
                item.etag().replace("\"", ""), item.lastModified().toInstant());
    }

    List<OpenUpload> openUploads() throws IOException {
        var uploads = new ArrayList<OpenUpload>();
        var places = new Places();
        var page = uploadPage("", "", places);
        collect(page, uploads);
        while (page.isTruncated()) {
            page = uploadPage(page.nextKeyMarker(), page.nextUploadIdMarker(), places);
            collect(page, uploads);
        }
        return List.copyOf(uploads);
    }

    private ListMultipartUploadsResult uploadPage(String keyMarker, String idMarker, Places places)
            throws IOException {
        var request = ListMultipartUploadsArgs.builder().bucket(prefix.bucket()).prefix(prefix.key())
                .keyMarker(keyMarker).uploadIdMarker(idMarker).encodingType("url").build();
        return retry.call("list uploads below " + prefix, () -> {
            var page = connection.call(client -> client.listMultipartUploads(request)).result();
            check(page, places);
            return page;
        });
    }

    private void check(ListMultipartUploadsResult page, Places places) throws BrokenAnswer {
        for (var upload : page.uploads()) {
            if (upload.objectName() == null || upload.uploadId() == null || upload.initiated() == null) {
                throw new BrokenAnswer("the list of uploads below " + prefix + " names " + upload);
            }
        }
        if (page.isTruncated()) {
            if (page.nextKeyMarker() == null) {
                throw new BrokenAnswer("the list of uploads below " + prefix + " does not go on");
            }
            places.pass(List.of(page.nextKeyMarker() + " " + page.nextUploadIdMarker()));
        }
    }

    /** Not every server honours the prefix here: what is outside is not ours to touch. */
    private void collect(ListMultipartUploadsResult page, List<OpenUpload> uploads) {
        for (var upload : page.uploads()) {
            if (upload.objectName().startsWith(prefix.key())) {
                uploads.add(new OpenUpload(new ObjectRef(prefix.bucket(), upload.objectName()), upload.uploadId(),
                        upload.initiated().toInstant()));
            }
        }
    }

    private static String key(Item item, String encoding) {
        item.setEncodingType(encoding);
        return item.objectName();
    }

    /** What a listing has passed: the first key of each page and the marker of the next. */
    private final class Places {
        private final Set<String> passed = new HashSet<>();
        private int pages;

        /** One page further. */
        void pass(List<String> places) throws BrokenAnswer {
            if (places.stream().anyMatch(passed::contains) || pages >= MAX_PAGES) {
                throw new BrokenAnswer("the listing of " + prefix + " goes round, or does not end");
            }
            passed.addAll(places);
            pages++;
        }
    }

    /** Pages of a listing of objects, one request each. */
    private final class Pages {
        private final Places places = new Places();
        private final @Nullable String delimiter;
        private @Nullable String token;
        private boolean begun;

        Pages(@Nullable String delimiter) {
            this.delimiter = delimiter;
        }

        boolean hasNext() {
            return !begun || token != null;
        }

        ListBucketResultV2 next() throws IOException {
            var page = retry.call("list " + prefix, this::once);
            token = page.isTruncated() ? page.nextContinuationToken() : null;
            begun = true;
            return page;
        }

        private ListBucketResultV2 once() throws Exception {
            var request = ListObjectsV2Args.builder().bucket(prefix.bucket()).prefix(prefix.key()).encodingType("url");
            if (delimiter != null) {
                request.delimiter(delimiter);
            }
            if (token != null) {
                request.continuationToken(token);
            }
            var page = connection.call(client -> client.listObjectsV2(request.build())).result();
            check(page);
            return page;
        }

        private void check(ListBucketResultV2 page) throws BrokenAnswer {
            var places = new ArrayList<String>();
            if (page.isTruncated()) {
                if (page.nextContinuationToken() == null) {
                    throw new BrokenAnswer("the listing of " + prefix + " does not go on");
                }
                places.add("token " + page.nextContinuationToken());
            }
            for (var folder : page.commonPrefixes()) {
                checkKey(folder.toItem(), page.encodingType());
            }
            for (var item : page.contents()) {
                checkKey(item, page.encodingType());
                if (item.size() < 0 || item.etag() == null || item.lastModified() == null) {
                    throw new BrokenAnswer("the listing of " + prefix + " names " + item);
                }
            }
            page.contents().stream().limit(1).forEach(item -> places.add("key " + item.objectName()));
            this.places.pass(places);
        }

        private void checkKey(Item item, String encoding) throws BrokenAnswer {
            var key = key(item, encoding);
            if (key == null || !key.startsWith(prefix.key())) {
                throw new BrokenAnswer("the listing of " + prefix + " names " + key);
            }
        }
    }

    /** Objects one by one. */
    private final class Objects implements Iterator<ObjectInfo> {
        private final Pages pages = new Pages(null);
        private Iterator<? extends Item> items = List.<Item>of().iterator();

        @Override
        public boolean hasNext() {
            while (!items.hasNext() && pages.hasNext()) {
                try {
                    items = pages.next().contents().iterator();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return items.hasNext();
        }

        @Override
        public ObjectInfo next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return object(items.next());
        }
    }
}
