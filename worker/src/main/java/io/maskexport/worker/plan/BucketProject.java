package io.maskexport.worker.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.maskexport.archive.CodePointOrder;
import io.maskexport.contracts.BucketLocation;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;
import io.maskexport.export.ConcurrentCalls;
import io.maskexport.export.FilePages;
import io.maskexport.export.FolderContent;
import io.maskexport.export.ProjectSource;
import io.maskexport.export.SourceFile;
import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;

import static io.maskexport.defect.DefectCode.INPUT_CHANGED;

/** A project in a bucket. A file's version is its ETag, and no other version is ever read. */
public final class BucketProject implements ProjectSource {
    /** What a request lists at most. */
    private static final int PAGE = 1_000;

    private final ObjectStore store;
    private final ObjectRef root;
    private final long unpackedBytes;

    /** @param limits of the export: {@link Limit#UNPACKED_BYTES} affects how files are read */
    public BucketProject(ObjectStore store, BucketLocation source, Limits limits) {
        this.store = store;
        unpackedBytes = limits.of(Limit.UNPACKED_BYTES);
        this.root = new ObjectRef(source.bucket(), source.prefix());
    }

    @Override
    public List<SourceFile> list(String folder) throws IOException {
        var files = new ArrayList<SourceFile>();
        try {
            store.list(root.resolve(folder)).forEachRemaining(object -> files.add(file(object)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        files.sort(Comparator.comparing(SourceFile::path, CodePointOrder.STRINGS));
        return files;
    }

    @Override
    public FilePages pages(String folder) throws IOException {
        var objects = store.list(root.resolve(folder));
        return () -> {
            var page = new ArrayList<SourceFile>();
            try {
                while (page.size() < PAGE && objects.hasNext()) {
                    page.add(file(objects.next()));
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            return page;
        };
    }

    @Override
    public FolderContent content(String folder) throws IOException {
        var found = store.content(root.resolve(folder));
        return new FolderContent(
                found.folders().stream().map(name -> name.substring(0, name.length() - 1)).toList(),
                found.objects().stream().map(this::file).toList());
    }

    @Override
    public ConcurrentCalls concurrently() {
        return store.concurrently();
    }

    @Override
    public byte[] read(SourceFile file) throws IOException, DefectException {
        var version = new ObjectInfo(root.resolve(file.path()), file.bytes(), file.version(), Instant.EPOCH);
        return store.read(version, unpackedBytes).orElseThrow(
                () -> new DefectException(INPUT_CHANGED, file.path() + " changed after it was listed"));
    }

    private SourceFile file(ObjectInfo object) {
        return new SourceFile(object.ref().key().substring(root.key().length()), object.bytes(), object.etag());
    }
}
