package io.maskexport.worker.bucket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

import io.maskexport.worker.failure.BrokenAnswer;
import io.maskexport.worker.failure.StepRetrier;
import io.minio.ListMultipartUploadsArgs;
import io.minio.ListObjectsV2Args;
import io.minio.messages.Item;
import io.minio.messages.ListBucketResultV2;
import io.minio.messages.ListMultipartUploadsResult;
import org.jspecify.annotations.Nullable;

/**
 * Pages of keys below a prefix. Checks what the SDK does not: a listing may not leave the prefix, ignore the delimiter,
 * name a key twice, report a negative size, return to an earlier page or never end. Missing keys cannot be noticed
 * here; the worker checks for them at startup.
 */
final class ObjectListing {
    static final int MAX_PAGES = 10_000;
    private static final String DELIMITER = "/";

    private final S3Connection connection;
    private final StepRetrier retry;
    private final ObjectRef prefix;

    ObjectListing(S3Connection connection, StepRetrier retry, ObjectRef prefix) {
        this.connection = connection;
        this.retry = retry;
        this.prefix = prefix;
    }

    Iterator<ObjectInfo> objects() {
        return new ObjectIterator();
    }

    FolderListing content() throws IOException {
        var folders = new LinkedHashSet<String>();
        var objects = new ArrayList<ObjectInfo>();
        var pages = new PageIterator(DELIMITER);
        while (pages.hasNext()) {
            var page = pages.next();
            addFolders(page, folders);
            page.contents().stream().filter(item -> !isFolder(item)).map(this::object).forEach(objects::add);
        }
        return new FolderListing(List.copyOf(folders), objects);
    }

    Iterator<String> folderNames() {
        return new FolderIterator();
    }

    private void addFolders(ListBucketResultV2 page, Set<String> folders) {
        page.commonPrefixes().forEach(folder -> folders.add(below(key(folder.toItem(), page.encodingType()))));
        page.contents().stream().filter(this::isFolder).forEach(item -> folders.add(below(item.objectName())));
    }

    /** Some servers name a folder's own object beside the folder. */
    private boolean isFolder(Item item) {
        return below(item.objectName()).endsWith(DELIMITER);
    }

    private ObjectInfo object(Item item) {
        return new ObjectInfo(new ObjectRef(prefix.bucket(), item.objectName()), item.size(),
                item.etag().replace("\"", ""), item.lastModified().toInstant());
    }

    private String below(String key) {
        return key.substring(prefix.key().length());
    }

    List<OpenUpload> openUploads() throws IOException {
        var uploads = new ArrayList<OpenUpload>();
        var history = new PageHistory();
        var page = uploadPage("", "", history);
        collect(page, uploads);
        while (page.isTruncated()) {
            page = uploadPage(page.nextKeyMarker(), page.nextUploadIdMarker(), history);
            collect(page, uploads);
        }
        return List.copyOf(uploads);
    }

    private ListMultipartUploadsResult uploadPage(String keyMarker, String idMarker, PageHistory history)
            throws IOException {
        var request = ListMultipartUploadsArgs.builder().bucket(prefix.bucket()).prefix(prefix.key())
                .keyMarker(keyMarker).uploadIdMarker(idMarker).encodingType("url").build();
        return retry.call("list uploads below " + prefix, () -> {
            var page = connection.call(client -> client.listMultipartUploads(request)).result();
            check(page, history);
            return page;
        });
    }

    private void check(ListMultipartUploadsResult page, PageHistory history) throws BrokenAnswer {
        for (var upload : page.uploads()) {
            if (upload.objectName() == null || upload.uploadId() == null || upload.initiated() == null) {
                throw new BrokenAnswer("the list of uploads below " + prefix + " names " + upload);
            }
        }
        if (page.isTruncated()) {
            if (page.nextKeyMarker() == null) {
                throw new BrokenAnswer("the list of uploads below " + prefix + " has no continuation marker");
            }
            history.advance(List.of(page.nextKeyMarker() + " " + page.nextUploadIdMarker()));
        }
    }

    /** Not every server honours the prefix here; uploads outside it must not be touched. */
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

    /** The pages a listing has shown: the first key of each and the marker of the next. */
    private final class PageHistory {
        private final Set<String> seen = new HashSet<>();
        private int pages;

        /** Advances by one page. */
        void advance(List<String> markers) throws BrokenAnswer {
            if (markers.stream().anyMatch(seen::contains) || pages >= MAX_PAGES) {
                throw new BrokenAnswer("the listing of " + prefix + " repeats itself, or does not end");
            }
            seen.addAll(markers);
            pages++;
        }
    }

    /** Pages of a listing of objects, one request each. */
    private final class PageIterator {
        private final PageHistory history = new PageHistory();
        private final @Nullable String delimiter;
        private final KeyOrder order = new KeyOrder();
        private @Nullable String token;
        private boolean started;

        PageIterator(@Nullable String delimiter) {
            this.delimiter = delimiter;
        }

        boolean hasNext() {
            return !started || token != null;
        }

        ListBucketResultV2 next() throws IOException {
            var page = retry.call("list " + prefix, this::once);
            for (var item : page.contents()) {
                if (!order.follows(item.objectName())) {
                    throw new BrokenAnswer("the listing of " + prefix + " names " + item.objectName()
                            + " twice or out of order: keys may be missing");
                }
            }
            token = goesOn(page) ? page.nextContinuationToken() : null;
            started = true;
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
            var markers = new ArrayList<String>();
            if (page.isTruncated() && token(page).isEmpty()) {
                throw new BrokenAnswer("the listing of " + prefix
                        + " has no continuation token: does the store support ListObjectsV2?");
            }
            if (goesOn(page)) {
                markers.add("token " + token(page));
            }
            for (var folder : page.commonPrefixes()) {
                checkFolder(checkKey(folder.toItem(), page.encodingType()));
            }
            for (var item : page.contents()) {
                checkDelimited(checkKey(item, page.encodingType()));
                if (item.size() < 0 || item.etag() == null || item.lastModified() == null) {
                    throw new BrokenAnswer("the listing of " + prefix + " names " + item);
                }
            }
            page.contents().stream().limit(1).forEach(item -> markers.add("key " + item.objectName()));
            history.advance(markers);
        }

        /** Some servers mark a listing as complete and still name a continuation token: then it is followed. */
        private static boolean goesOn(ListBucketResultV2 page) {
            return !token(page).isEmpty()
                    && (page.isTruncated() || !page.contents().isEmpty() || !page.commonPrefixes().isEmpty());
        }

        private static String token(ListBucketResultV2 page) {
            var token = page.nextContinuationToken();
            return token == null ? "" : token;
        }

        private String checkKey(Item item, String encoding) throws BrokenAnswer {
            var key = key(item, encoding);
            if (key == null || !key.startsWith(prefix.key())) {
                throw new BrokenAnswer("the listing of " + prefix + " names " + key);
            }
            return key;
        }

        private void checkFolder(String key) throws BrokenAnswer {
            if (delimiter == null || below(key).indexOf(delimiter) != below(key).length() - 1) {
                throw new BrokenAnswer("the listing of " + prefix + " names " + key + " as a folder");
            }
        }

        private void checkDelimited(String key) throws BrokenAnswer {
            int end = delimiter == null ? -1 : below(key).indexOf(delimiter);
            if (end >= 0 && end < below(key).length() - 1) {
                throw new BrokenAnswer("the listing of " + prefix + " names " + key
                        + " in spite of the delimiter: folders cannot be told from it");
            }
        }
    }

    /** Iterates over the names of folders. */
    private final class FolderIterator implements Iterator<String> {
        private final PageIterator pages = new PageIterator(DELIMITER);
        private Iterator<String> names = Collections.emptyIterator();

        @Override
        public boolean hasNext() {
            while (!names.hasNext() && pages.hasNext()) {
                var page = new LinkedHashSet<String>();
                try {
                    addFolders(pages.next(), page);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                names = page.iterator();
            }
            return names.hasNext();
        }

        @Override
        public String next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return names.next();
        }
    }

    /** Iterates over single objects. */
    private final class ObjectIterator implements Iterator<ObjectInfo> {
        private final PageIterator pages = new PageIterator(null);
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
