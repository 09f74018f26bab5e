package io.maskexport.worker.plan;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Predicate;

import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.DeltaItem;
import io.maskexport.contracts.ExportFile;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.ObjectLocation;
import io.maskexport.contracts.ObjectPointer;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;
import io.maskexport.export.SourceOrder;
import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.failure.Failure;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

import static io.maskexport.defect.DefectCode.SINCE_UNUSABLE;

/**
 * The items of an earlier export, in the order of their places: those of its own parts, from their indexes, and those that it
 * references, from its list of unchanged items, which says where they really are. Both are streams. Whatever is wrong with
 * them is a {@code SINCE_UNUSABLE}.
 */
final class EarlierExport implements Closeable {
    /** How many parts are remembered, so that items of the same part ask for it once. */
    private static final int REMEMBERED = 1_000;

    private final ObjectStore store;
    private final Predicate<ObjectRef> readable;
    private final SequencedSet<ObjectPointer> there = new LinkedHashSet<>();
    private final ObjectRef folder;
    private final Limits limits;
    private final ObjectPointer manifest;
    private final ItemRun own;
    private final ItemRun referenced;

    /** Files that are read one after the other, and the item that comes next. */
    private final class ItemRun implements Closeable {
        private final List<EarlierFile> files;
        private int opened;
        private @Nullable EarlierLines lines;
        private @Nullable DeltaItem next;

        ItemRun(List<EarlierFile> files) {
            this.files = files;
        }

        void advance() throws IOException, DefectException {
            var before = next;
            next = null;
            while (next == null && (lines != null || opened < files.size())) {
                var current = lines == null ? open(files.get(opened++)) : lines;
                lines = current;
                next = current.next();
                if (next == null) {
                    close();
                }
            }
            if (before != null && next != null && SourceOrder.compare(before.source(), next.source()) >= 0) {
                throw unusable("'%s' is not after '%s'".formatted(next.source(), before.source()));
            }
        }

        @Override
        public void close() throws IOException {
            if (lines != null) {
                lines.close();
                lines = null;
            }
        }
    }

    /**
     * A file with items.
     *
     * @param part holds its items; empty if each of them says where it is
     * @param etag empty if it is not known
     */
    private record EarlierFile(ObjectPointer file, Optional<ArchivePart> part, Optional<String> etag) {}

    private EarlierExport(ObjectStore store, Predicate<ObjectRef> readable, ObjectLocation since, Limits limits,
            ObjectPointer manifest, Manifest.ExportContent content) {
        this.store = store;
        this.readable = readable;
        this.limits = limits;
        this.manifest = manifest;
        folder = new ObjectRef(since.bucket(), since.key().substring(0, since.key().lastIndexOf('/') + 1));
        own = new ItemRun(content.parts().stream().filter(part -> part.items() > 0).map(EarlierExport::index)
                .toList());
        referenced = new ItemRun(Optional.ofNullable(content.delta()).map(delta -> delta.unchanged().list())
                .map(list -> List.of(new EarlierFile(list, Optional.empty(), Optional.empty()))).orElse(List.of()));
    }

    private static EarlierFile index(ArchivePart part) {
        var index = part.index();
        return index == null
                ? new EarlierFile(pointer(part), Optional.of(part), Optional.of(""))
                : new EarlierFile(pointer(index), Optional.of(part), Optional.of(index.etag()));
    }

    private static ObjectPointer pointer(ExportFile file) {
        return new ObjectPointer(file.bucket(), file.key(), file.sha256());
    }

    /**
     * Opens the export that a request names.
     *
     * @param readable where exports that it refers to may be
     * @throws DefectException {@code SINCE_UNUSABLE}
     */
    static EarlierExport open(ObjectStore store, Predicate<ObjectRef> readable, ObjectLocation since,
            ExportRequested request, Limits limits) throws IOException, DefectException {
        var ref = new ObjectRef(since.bucket(), since.key());
        var there = store.head(ref).orElseThrow(() -> unusable(ref + " does not exist"));
        if (there.bytes() > limits.of(Limit.META_BYTES)) {
            throw new DefectException(Limit.META_BYTES, SINCE_UNUSABLE,
                    "since: " + ref + " is too large for a manifest");
        }
        var json = store.read(ref).orElseThrow(() -> unusable(ref + " does not exist"));
        var content = content(ref, json, request);
        var pointer = new ObjectPointer(since.bucket(), since.key(), DigestUtils.sha256Hex(json));
        var earlier = new EarlierExport(store, readable, since, limits, pointer, content);
        try {
            earlier.own.advance();
            earlier.referenced.advance();
            return earlier;
        } catch (IOException | DefectException | RuntimeException e) {
            try (earlier) {
                throw e;
            }
        }
    }

    private static Manifest.ExportContent content(ObjectRef ref, byte[] json, ExportRequested request)
            throws DefectException {
        var manifest = manifest(ref, json);
        var asked = manifest.request();
        var content = manifest.content();
        if (manifest.status() != Manifest.ManifestStatus.COMPLETED || content == null) {
            throw unusable(ref + " is of an export with status " + manifest.status().wire());
        }
        if (asked == null) {
            throw unusable(ref + " is of a local render");
        }
        if (!asked.archive().tracked()) {
            throw unusable(ref + " is of an export without `archive.inputs`");
        }
        var difference = ExportBasis.of(request).difference(ExportBasis.of(asked));
        if (difference.isPresent()) {
            throw unusable("%s is of an export with other `%s`".formatted(ref, difference.get()));
        }
        var delta = content.delta();
        if (delta != null && delta.unchanged().list() == null) {
            throw unusable(ref + " is of a delta and names no list of unchanged items");
        }
        return content;
    }

    private static Manifest manifest(ObjectRef ref, byte[] json) throws DefectException {
        try {
            return Manifest.read(json);
        } catch (IOException e) {
            throw unusable(ref + " is not a manifest: " + e.getMessage());
        }
    }

    private static DefectException unusable(String detail) {
        return new DefectException(SINCE_UNUSABLE, "since: " + detail);
    }

    /** The manifest, as it was read. */
    ObjectPointer manifest() {
        return manifest;
    }

    /** The place of the item that comes next; empty at the end. */
    Optional<String> place() {
        return Optional.ofNullable(first().next).map(DeltaItem::source);
    }

    /** The item that comes next, which there must be. */
    DeltaItem next() throws IOException, DefectException {
        var run = first();
        var item = run.next;
        if (item == null) {
            throw new IllegalStateException("no more items");
        }
        run.advance();
        if (place().filter(next -> SourceOrder.compare(item.source(), next) >= 0).isPresent()) {
            throw unusable("two items are called '%s'".formatted(item.source()));
        }
        return item;
    }

    private ItemRun first() {
        var a = own.next;
        var b = referenced.next;
        return a == null || (b != null && SourceOrder.compare(b.source(), a.source()) < 0) ? referenced : own;
    }

    /**
     * An item is referenced where it is, so its part must be there, of whichever export it is.
     *
     * @throws DefectException {@code SINCE_UNUSABLE}
     */
    void requirePart(DeltaItem item) throws IOException, DefectException {
        if (!remember(item.part())) {
            return;
        }
        var ref = new ObjectRef(item.part().bucket(), item.part().key());
        if (!readable.test(ref)) {
            throw unusable("reading " + ref + " is not allowed");
        }
        try {
            if (store.head(ref).isEmpty()) {
                throw unusable(ref + " does not exist");
            }
        } catch (Failure.Terminal e) {
            throw unusable(ref + " cannot be read: " + e.getMessage());
        }
    }

    /** Whether the part was not asked for of late. */
    private boolean remember(ObjectPointer part) {
        boolean isNew = there.add(part);
        if (there.size() > REMEMBERED) {
            there.removeFirst();
        }
        return isNew;
    }

    private EarlierLines open(EarlierFile entry) throws IOException, DefectException {
        if (entry.part().isPresent()) { // what is gone cannot be referenced
            var part = entry.part().get();
            var _ = find(pointer(part), Optional.of(part.etag()));
            remember(pointer(part));
        }
        var there = find(entry.file(), entry.etag());
        return new EarlierLines(entry.file(), entry.part().map(EarlierExport::pointer), content(there), limits);
    }

    private ObjectInfo find(ObjectPointer file, Optional<String> etag) throws IOException, DefectException {
        var ref = new ObjectRef(file.bucket(), file.key());
        if (!file.bucket().equals(folder.bucket()) || !file.key().startsWith(folder.key())
                || !isFileName(file.key().substring(folder.key().length()))) {
            throw unusable(ref + " is not in the folder of the manifest");
        }
        var there = store.head(ref).orElseThrow(() -> unusable(ref + " does not exist"));
        if (etag.isPresent() && !etag.get().equals(there.etag())) {
            throw unusable(ref + " is not what the manifest says: its ETag is another one");
        }
        return there;
    }

    private static boolean isFileName(String name) {
        return name.indexOf('/') < 0 && !List.of("", ".", "..").contains(name);
    }

    private InputStream content(ObjectInfo version) throws IOException {
        return store.open(version);
    }

    @Override
    public void close() throws IOException {
        try (own; referenced) {
            // Both are closed, whatever happens.
        }
    }
}
