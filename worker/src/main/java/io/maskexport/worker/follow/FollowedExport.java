package io.maskexport.worker.follow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.ObjectPointer;
import io.maskexport.export.RootFiles;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.manifest.ExportFileNames;
import io.maskexport.worker.verify.DifferenceCode;
import io.maskexport.worker.verify.ExportDifference;
import io.maskexport.worker.verify.ExportLocalFolder;
import io.maskexport.worker.verify.ExportVerification;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * An export in a bucket that is unpacked into a directory.
 *
 * @param requestId which also names its folder in the bucket
 */
public record FollowedExport(String requestId, ObjectStore store, UnpackDirectory directory) {
    /**
     * How the directory compares with the manifest.
     *
     * @param parts that the manifest lists
     * @param files unpacked from them
     * @param differences empty if all is there
     */
    public record UnpackOutcome(int parts, long files, long bytes, List<ExportDifference> differences) {}

    /** The manifest, if the export has ended and is where it is known to be. */
    public Optional<byte[]> manifest() throws IOException {
        var destination = directory.destination();
        return destination.isEmpty()
                ? Optional.empty()
                : store.read(destination.get().resolve(ExportFileNames.MANIFEST));
    }

    /** The manifest that the last event names; the difference if it is not that one. */
    public byte[] manifest(ObjectPointer named) throws IOException, DifferenceException {
        remember(named.bucket(), named.key());
        var content = store.read(new ObjectRef(named.bucket(), named.key()))
                .orElseThrow(() -> new IOException("s3://" + named.bucket() + "/" + named.key() + " is gone"));
        var sha256 = DigestUtils.sha256Hex(content);
        if (!sha256.equals(named.sha256())) {
            throw new DifferenceException(DifferenceCode.MANIFEST_SHA256, named.key(),
                    "the event says %s, it is %s".formatted(named.sha256(), sha256));
        }
        return content;
    }

    /** Whether the part was not there before. */
    boolean take(ArchivePart part) throws IOException, DifferenceException {
        if (!isIn(part.bucket(), part.key())) {
            throw new DifferenceException(DifferenceCode.PART_KEY, part.key(), "in bucket " + part.bucket());
        }
        remember(part.bucket(), part.key());
        return directory.take(part, store);
    }

    /** Whether an object may be one of this export: in the folder that is known, or in one that is named after it. */
    private boolean isIn(String bucket, String key) throws IOException {
        var folder = folder(key);
        var known = directory.destination();
        return known.map(destination -> destination.equals(new ObjectRef(bucket, folder)))
                .orElseGet(() -> ("/" + folder).endsWith("/" + requestId + "/"));
    }

    private void remember(String bucket, String key) throws IOException {
        directory.remember(new ObjectRef(bucket, folder(key)), requestId);
    }

    private static String folder(String key) {
        return key.substring(0, key.lastIndexOf('/') + 1);
    }

    /** Takes back all that was unpacked: the export has no archive. */
    public void takeBack() throws IOException {
        directory.takeBackAll();
    }

    /**
     * Takes what is still missing, takes back what does not belong to the export, and compares all with the manifest. The
     * manifest itself is written last, and only if there are no differences.
     *
     * @param json the manifest as it was read
     */
    public UnpackOutcome finish(byte[] json, Manifest manifest, Manifest.ExportContent content,
            PartFeed.PartListener listener) throws IOException {
        var differences = new ArrayList<ExportDifference>();
        directory.keepOnly(content.parts());
        for (var part : content.parts()) {
            collect(differences, () -> {
                if (take(part)) {
                    listener.taken(part);
                }
            });
        }
        takeBeside(content, differences);
        ExportVerification.ofUnpacked(new ExportLocalFolder(directory.path()), manifest, content,
                ExportFileNames.MANIFEST, differences::add);
        if (differences.isEmpty()) {
            collect(differences, () -> directory.write(ExportFileNames.MANIFEST, json));
        }
        return new UnpackOutcome(content.parts().size(), directory.files(), content.totals().bytes(), differences);
    }

    private void takeBeside(Manifest.ExportContent content, List<ExportDifference> differences) throws IOException {
        var beside = new BesideFiles(content, differences);
        for (var file : content.files()) {
            beside.take(file, DifferenceCode.ROOT_FILES);
        }
        beside.names.addAll(RootFiles.all());
        for (var split : content.splits()) {
            beside.take(split.list(), DifferenceCode.SPLIT_LIST);
        }
        var warnings = content.warnings().list();
        if (warnings != null) {
            beside.take(warnings, DifferenceCode.WARNING_LIST);
        }
        var delta = content.delta();
        if (delta != null) {
            for (var list : delta.lists()) {
                beside.take(list, DifferenceCode.DELTA);
            }
        }
        var sums = store.read(directory.destination().orElseThrow().resolve(ExportFileNames.SUMS));
        if (sums.isPresent()) { // otherwise the comparison with the manifest misses it
            collect(differences, () -> directory.write(ExportFileNames.SUMS, sums.get()));
        }
    }

    /** Takes files that stand beside the parts, none of which may replace another file. */
    private final class BesideFiles {
        private final List<ExportDifference> differences;
        private final Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

        BesideFiles(Manifest.ExportContent content, List<ExportDifference> differences) {
            this.differences = differences;
            for (var part : content.parts()) {
                var index = part.index();
                if (index != null) {
                    names.add(index.fileName());
                }
            }
        }

        void take(ObjectPointer file, DifferenceCode code) throws IOException {
            collect(differences, () -> {
                if (!isIn(file.bucket(), file.key())) {
                    throw new DifferenceException(code, file.key(), "in bucket " + file.bucket());
                }
                if (!names.add(file.fileName())) {
                    throw new DifferenceException(DifferenceCode.MEMBER_TWICE, file.key(),
                            "has the name of another file");
                }
                directory.takeBeside(file, code, store);
            });
        }
    }

    private interface FileStep {
        void run() throws IOException, DifferenceException;
    }

    private static void collect(List<ExportDifference> differences, FileStep step) throws IOException {
        try {
            step.run();
        } catch (DifferenceException e) {
            differences.add(e.difference());
        }
    }
}
