package io.maskexport.benchmarks.million;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** A bucket in memory. Of large objects and multipart uploads only sizes and ETags are kept. */
final class StoredBucket implements Bucket {
    private final long largest;
    private final NavigableMap<String, BucketObject> objects = new ConcurrentSkipListMap<>();
    private final Map<String, NavigableMap<Integer, BucketObject>> uploads = new ConcurrentHashMap<>();

    /** @param largest size of an object whose content is kept, in bytes */
    StoredBucket(long largest) {
        this.largest = largest;
    }

    @Override
    public Iterator<BucketObject> from(String key) {
        return objects.tailMap(key, true).values().iterator();
    }

    @Override
    public Optional<BucketObject> object(String key) {
        return Optional.ofNullable(objects.get(key));
    }

    void put(BucketObject object) {
        objects.put(object.key(), kept(object));
    }

    /** False if there is an object with this key. */
    boolean putIfAbsent(BucketObject object) {
        return objects.putIfAbsent(object.key(), kept(object)) == null;
    }

    void delete(String key) {
        objects.remove(key);
    }

    /** Begins a multipart upload; returns its id. */
    String begin() {
        var id = UUID.randomUUID().toString();
        uploads.put(id, new TreeMap<>());
        return id;
    }

    /** Takes a part of an upload; false if there is no such upload. */
    boolean add(String upload, int number, BucketObject part) {
        return uploads.computeIfPresent(upload, (_, parts) -> {
            parts.put(number, part.withoutContent());
            return parts;
        }) != null;
    }

    /** Makes one object of the parts of an upload, if there is such an upload. */
    Optional<BucketObject> complete(String upload, String key) {
        return Optional.ofNullable(uploads.remove(upload)).map(parts -> {
            var etags = new ArrayList<String>();
            parts.values().forEach(part -> etags.add(part.etag()));
            var etag = BucketObject.md5(HexFormat.of().parseHex(String.join("", etags))) + "-" + parts.size();
            var object = new BucketObject(key, parts.values().stream().mapToLong(BucketObject::bytes).sum(), etag,
                    null);
            objects.put(key, object);
            return object;
        });
    }

    void abort(String upload) {
        uploads.remove(upload);
    }

    private BucketObject kept(BucketObject object) {
        return object.bytes() > largest ? object.withoutContent() : object;
    }
}
