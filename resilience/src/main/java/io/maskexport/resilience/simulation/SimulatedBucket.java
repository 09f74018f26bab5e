package io.maskexport.resilience.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.zip.CRC32C;

import io.maskexport.worker.bucket.FolderListing;
import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.OpenUpload;
import org.jspecify.annotations.Nullable;

/** A bucket in memory. Every method is one request that takes effect at once. */
final class SimulatedBucket {
    static final String NAME = "bucket";

    private final Scheduler scheduler;
    private final boolean versionedEtags;
    private final BiConsumer<String, byte[]> written;
    private final NavigableMap<String, StoredObject> objects = new TreeMap<>();
    private final Map<String, OpenMultipart> uploads = new LinkedHashMap<>();
    private final Map<String, Instant> born = new HashMap<>();
    private int made;

    private record StoredObject(byte[] content, String etag, Instant modified) {}

    private record OpenMultipart(String key, Instant started, TreeMap<Integer, byte[]> pieces) {}

    /**
     * @param versionedEtags whether equal content gets a new ETag each time, as with encryption by a key service
     * @param written observes each write, by key and content
     */
    SimulatedBucket(Scheduler scheduler, boolean versionedEtags, BiConsumer<String, byte[]> written) {
        this.scheduler = scheduler;
        this.versionedEtags = versionedEtags;
        this.written = written;
    }

    /** One page of the objects below a prefix, after a key, in key order. */
    List<ObjectInfo> page(String prefix, String after, int most) {
        var page = new ArrayList<ObjectInfo>();
        for (var entry : objects.tailMap(after.isEmpty() ? prefix : after, after.isEmpty()).entrySet()) {
            if (page.size() == most || !entry.getKey().startsWith(prefix)) {
                break;
            }
            page.add(info(entry.getKey(), entry.getValue()));
        }
        return page;
    }

    FolderListing content(String prefix) {
        var direct = objects.tailMap(prefix, true).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .filter(entry -> entry.getKey().indexOf('/', prefix.length()) < 0)
                .map(entry -> info(entry.getKey(), entry.getValue()));
        return new FolderListing(folders(prefix), direct.toList());
    }

    private List<String> folders(String prefix) {
        return objects.tailMap(prefix, true).keySet().stream()
                .takeWhile(key -> key.startsWith(prefix))
                .filter(key -> key.indexOf('/', prefix.length()) >= 0)
                .map(key -> key.substring(prefix.length(), key.indexOf('/', prefix.length()) + 1))
                .distinct().toList();
    }

    Optional<ObjectInfo> head(String key) {
        return Optional.ofNullable(objects.get(key)).map(stored -> info(key, stored));
    }

    Optional<byte[]> read(String key) {
        return Optional.ofNullable(objects.get(key)).map(StoredObject::content);
    }

    Optional<byte[]> read(String key, String etag) {
        return Optional.ofNullable(objects.get(key)).filter(stored -> stored.etag.equals(etag))
                .map(StoredObject::content);
    }

    ObjectInfo put(String key, byte[] content) {
        return put(key, content, "");
    }

    boolean putIfAbsent(String key, byte[] content) {
        if (objects.containsKey(key)) {
            return false;
        }
        put(key, content);
        return true;
    }

    void delete(String key) {
        objects.remove(key);
    }

    String createUpload(String key) {
        var id = "upload-" + ++made;
        uploads.put(id, new OpenMultipart(key, scheduler.instant(), new TreeMap<>()));
        return id;
    }

    /** False if there is no such upload. */
    boolean addPiece(String id, int number, byte[] piece) {
        var upload = uploads.get(id);
        if (upload != null) {
            upload.pieces.put(number, piece);
        }
        return upload != null;
    }

    /** Creates an object from the pieces; null if there is no such upload. */
    @Nullable
    ObjectInfo complete(String id) {
        var upload = uploads.remove(id);
        if (upload == null) {
            return null;
        }
        return put(upload.key, ByteArrays.concat(upload.pieces.values()), "-" + upload.pieces.size());
    }

    void abort(String id) {
        uploads.remove(id);
    }

    List<OpenUpload> uploads(String prefix) {
        return uploads.entrySet().stream().filter(entry -> entry.getValue().key.startsWith(prefix))
                .map(entry -> new OpenUpload(ref(entry.getValue().key), entry.getKey(), entry.getValue().started))
                .toList();
    }

    /** When an object with this key first existed. */
    Optional<Instant> born(String key) {
        return Optional.ofNullable(born.get(key));
    }

    private ObjectInfo put(String key, byte[] content, String form) {
        made++;
        var stored = new StoredObject(content, etag(content) + (versionedEtags ? "v" + made : "") + form,
                scheduler.instant());
        objects.put(key, stored);
        born.putIfAbsent(key, stored.modified);
        written.accept(key, content);
        return info(key, stored);
    }

    /** The ETag of content if ETags depend on content. */
    static String etag(byte[] content) {
        var sum = new CRC32C();
        sum.update(content);
        return Long.toHexString(sum.getValue() << 24 | content.length);
    }

    private static ObjectInfo info(String key, StoredObject stored) {
        return new ObjectInfo(ref(key), stored.content.length, stored.etag, stored.modified);
    }

    private static ObjectRef ref(String key) {
        return new ObjectRef(NAME, key);
    }
}
