package io.maskexport.worker.bucket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import io.maskexport.worker.failure.BrokenAnswer;
import io.maskexport.worker.failure.Retry;
import io.minio.ListMultipartUploadsArgs;
import io.minio.ListObjectsV2Args;
import io.minio.messages.Item;
import io.minio.messages.ListBucketResultV2;
import io.minio.messages.ListMultipartUploadsResult;
import org.jspecify.annotations.Nullable;

/**
 * Pages of keys below a prefix. A listing may not leave the prefix, name negative sizes, repeat its continuation token
 * or go on for ever: the SDK checks none of this.
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

    List<String> folders() throws IOException {
        var names = new ArrayList<String>();
        var pages = new Pages("/");
        while (pages.hasNext()) {
            pages.next().commonPrefixes().forEach(folder -> names.add(key(folder.toItem())));
        }
        return names.stream().map(name -> name.substring(prefix.key().length())).toList();
    }

    List<OpenUpload> openUploads() throws IOException {
        var uploads = new ArrayList<OpenUpload>();
        var page = uploadPage("", "");
        collect(page, uploads);
        for (int pages = 1; page.isTruncated(); pages++) {
            if (pages >= MAX_PAGES) {
                throw new BrokenAnswer("endless list of uploads below " + prefix);
            }
            page = uploadPage(page.nextKeyMarker(), page.nextUploadIdMarker());
            collect(page, uploads);
        }
        return List.copyOf(uploads);
    }

    private ListMultipartUploadsResult uploadPage(String keyMarker, String idMarker) throws IOException {
        return retry.call("list uploads below " + prefix, () -> connection.call(client -> client.listMultipartUploads(
                ListMultipartUploadsArgs.builder().bucket(prefix.bucket()).prefix(prefix.key()).keyMarker(keyMarker)
                        .uploadIdMarker(idMarker).encodingType("url").build()))
                .result());
    }

    /** Not every server honours the prefix here: what is outside is not ours to touch. */
    private void collect(ListMultipartUploadsResult page, List<OpenUpload> uploads) {
        for (var upload : page.uploads()) {
            upload.setEncodingType(page.encodingType());
            if (upload.objectName().startsWith(prefix.key())) {
                uploads.add(new OpenUpload(new ObjectRef(prefix.bucket(), upload.objectName()), upload.uploadId(),
                        upload.initiated().toInstant()));
            }
        }
    }

    private static String key(Item item) {
        item.setEncodingType("url");
        return item.objectName();
    }

    /** Pages of a listing of objects, one request each. */
    private final class Pages {
        private final @Nullable String delimiter;
        private @Nullable String token;
        private int read;

        Pages(@Nullable String delimiter) {
            this.delimiter = delimiter;
        }

        boolean hasNext() {
            return read == 0 || token != null;
        }

        ListBucketResultV2 next() throws IOException {
            var page = retry.call("list " + prefix, this::once);
            token = page.isTruncated() ? page.nextContinuationToken() : null;
            read++;
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
            var next = page.nextContinuationToken();
            if (page.isTruncated() && (next == null || next.equals(token) || read >= MAX_PAGES)) {
                throw new BrokenAnswer("the listing of " + prefix + " does not go on, or does not end");
            }
            for (var item : page.contents()) {
                item.setEncodingType(page.encodingType());
                if (!item.objectName().startsWith(prefix.key()) || item.size() < 0 || item.etag() == null
                        || item.lastModified() == null) {
                    throw new BrokenAnswer("the listing of " + prefix + " names " + item);
                }
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
            var item = items.next();
            return new ObjectInfo(new ObjectRef(prefix.bucket(), item.objectName()), item.size(),
                    item.etag().replace("\"", ""), item.lastModified().toInstant());
        }
    }
}
