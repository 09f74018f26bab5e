package io.maskexport.worker.follow;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.maskexport.archive.AtomicFile;
import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.ExportFile;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.manifest.ExportFileNames;
import io.maskexport.worker.verify.DifferenceCode;
import io.maskexport.worker.verify.MemberRules;

/**
 * A directory into which the parts of one export are unpacked, one by one and by one process at a time. A part is in it
 * completely, or not at all: what a process that died left half unpacked is taken back when the directory is opened again.
 */
public final class UnpackDirectory implements AutoCloseable {
    private static final String EXPORT = "export.json";
    private static final String LOCK = "lock";
    private static final String DOWNLOAD = "download";
    /** What a record adds to the name of its part while it is written. */
    private static final String LONGEST_ENDING = TakenFiles.TAKING + ".partial";
    /** Names that no event and no manifest can give to a file. */
    private static final Set<String> RESERVED = Stream.of(ExportFileNames.MANIFEST, ExportFileNames.SUMS,
            TakenFiles.FOLDER, "").map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());

    private final Path directory;
    private final Path records;
    private final FileChannel lock;
    private final SortedMap<String, TakenFiles> taken = new TreeMap<>();
    private boolean owned;

    /**
     * Which export is in a directory.
     *
     * @param bucket empty as long as the destination is not known
     */
    private record UnpackedExport(String requestId, String bucket, String folder) {}

    private UnpackDirectory(Path directory, FileChannel lock) {
        this.directory = directory;
        this.records = directory.resolve(TakenFiles.FOLDER);
        this.lock = lock;
    }

    /**
     * Opens a directory, which is created if it does not exist.
     *
     * @param directory empty, or with what was unpacked of this export before
     * @throws IOException if something else is in it, or another process unpacks into it
     */
    public static UnpackDirectory open(Path directory, String requestId) throws IOException {
        var root = Files.createDirectories(directory).toRealPath();
        var records = root.resolve(TakenFiles.FOLDER);
        if (!Files.exists(records)) {
            requireEmpty(root, directory);
            Files.createDirectory(records);
        }
        var lock = FileChannel.open(records.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var opened = new UnpackDirectory(root, lock);
        try {
            opened.lock();
            opened.require(requestId);
            opened.resume();
            return opened;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    private static void requireEmpty(Path root, Path named) throws IOException {
        try (var files = Files.newDirectoryStream(root)) {
            if (files.iterator().hasNext()) {
                throw new IOException(
                        named + " is not empty, and has no export that was followed; name another directory");
            }
        }
    }

    private void lock() throws IOException {
        try {
            owned = lock.tryLock() != null;
            if (owned) {
                return;
            }
        } catch (OverlappingFileLockException _) {
            // As if another process had it.
        }
        throw new IOException(directory + " is in use: another mask-export follow unpacks into it");
    }

    private void require(String requestId) throws IOException {
        var known = known();
        if (known.isEmpty()) {
            write(new UnpackedExport(requestId, "", ""));
        } else if (!known.get().requestId.equals(requestId)) {
            throw new IOException("%s has the export %s; name another directory".formatted(directory,
                    known.get().requestId));
        }
    }

    private Optional<UnpackedExport> known() throws IOException {
        var file = records.resolve(EXPORT);
        try {
            return Optional.of(JsonRecords.read(Files.readAllBytes(file), UnpackedExport.class));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (JsonProcessingException _) {
            throw TakenFiles.damaged(file, directory);
        }
    }

    private void write(UnpackedExport export) throws IOException {
        var record = records.resolve(EXPORT);
        try (var file = new AtomicFile(record)) {
            file.write(JsonRecords.write(export));
            file.commit();
            DiskFile.sync(record);
        } catch (IOException e) {
            throw DiskFile.failure(record, e);
        }
    }

    /** Takes back what is incomplete. */
    private void resume() throws IOException {
        for (var record : List.copyOf(recorded())) {
            if (record.isComplete() && record.areThere()) {
                taken.put(nameOf(record.part().key()), record);
            } else {
                record.takeBack();
            }
        }
        clean();
    }

    private List<TakenFiles> recorded() throws IOException {
        try (var files = Files.list(records)) {
            return files.filter(file -> file.toString().endsWith(TakenFiles.TAKING)
                    || file.toString().endsWith(TakenFiles.TAKEN)).sorted()
                    .map(file -> new TakenFiles(directory, file)).toList();
        }
    }

    private static String nameOf(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /** Where the export is, if that was found out before. */
    public Optional<ObjectRef> destination() throws IOException {
        return known().filter(export -> !export.bucket.isEmpty())
                .map(export -> new ObjectRef(export.bucket, export.folder));
    }

    /**
     * Records where the export is.
     *
     * @throws IOException if it was in another place before
     */
    public void remember(ObjectRef destination, String requestId) throws IOException {
        var before = destination();
        if (before.isEmpty()) {
            write(new UnpackedExport(requestId, destination.bucket(), destination.key()));
        } else if (!before.get().equals(destination)) {
            throw new IOException("%s has what was exported to %s, not to %s; name another directory"
                    .formatted(directory, before.get(), destination));
        }
    }

    /** Whether it has all files of this very part. */
    boolean has(ArchivePart part) throws IOException {
        var files = taken.get(part.fileName());
        return files != null && files.part().is(part);
    }

    /**
     * Takes a part out of the bucket and unpacks it, instead of any other of the same name.
     *
     * @return whether it was not there before
     * @throws DifferenceException if it is not what the event or the manifest says, or cannot be unpacked safely; then
     * nothing of it is there, and what was there of this name is gone only if size and SHA-256 are those of the part
     */
    boolean take(ArchivePart part, ObjectStore store) throws IOException, DifferenceException {
        if (has(part)) {
            return false;
        }
        requireName(part);
        var tar = download(part);
        try {
            new ExportDownload(store).part(part, tar);
            var index = part.index();
            if (index != null) {
                requireName(index);
                new ExportDownload(store).index(index, download(index));
            }
            unpack(part, new PartFiles(part, tar, directory));
            return true;
        } finally {
            clean();
        }
    }

    private void unpack(ArchivePart part, PartFiles files) throws IOException, DifferenceException {
        drop(part.fileName());
        TakenFiles record;
        try (var writer = TakenFiles.begin(directory, part)) {
            files.check(writer);
            record = writer.commit();
        }
        try {
            files.write();
        } catch (DifferenceException e) {
            record.takeBack();
            throw e;
        }
        var index = part.index();
        if (index != null) {
            Files.move(download(index), directory.resolve(index.fileName()));
        }
        taken.put(part.fileName(), record.complete());
    }

    /** Takes back the part of this name, if there is one. */
    private void drop(String name) throws IOException {
        var before = taken.remove(name);
        if (before != null) {
            before.takeBack();
        }
    }

    /** Takes back all parts that are none of these. */
    void keepOnly(List<ArchivePart> parts) throws IOException {
        var others = new TreeMap<>(taken);
        for (var part : parts) {
            if (has(part)) {
                others.remove(part.fileName());
            }
        }
        for (var name : others.keySet()) {
            drop(name);
        }
    }

    /** Takes a file that stands beside the parts out of the bucket, and replaces any of the same name. */
    void takeBeside(ExportFile file, DifferenceCode code, ObjectStore store) throws IOException, DifferenceException {
        requireName(file);
        new ExportDownload(store).beside(file, code, download(file));
        place(download(file), file.fileName());
    }

    /** Writes a file that stands beside the parts, replacing any of the same name. */
    void write(String name, byte[] content) throws IOException, DifferenceException {
        var file = records.resolve(name + "." + DOWNLOAD);
        try (var out = DiskFile.replace(file)) {
            out.write(content);
        }
        place(file, name);
    }

    private void place(Path file, String name) throws IOException, DifferenceException {
        var target = directory.resolve(name);
        if (Files.isDirectory(target)) {
            Files.delete(file);
            throw new DifferenceException(DifferenceCode.MEMBER_TWICE, name,
                    "is a file beside the parts, and a folder");
        }
        Files.move(file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The end of a key becomes the name of a file. */
    private void requireName(ExportFile file) throws IOException, DifferenceException {
        var name = file.fileName();
        if (!MemberRules.isSafe(name) || !MemberRules.isSafe(name + LONGEST_ENDING)
                || RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new DifferenceException(DifferenceCode.MEMBER_PATH, file.key(), "is no name of a file");
        }
        TakenFiles.inside(records, name + "." + DOWNLOAD);
    }

    private Path download(ExportFile file) {
        return records.resolve(file.fileName() + "." + DOWNLOAD);
    }

    private void clean() throws IOException {
        try (var files = Files.newDirectoryStream(records, "*." + DOWNLOAD)) {
            for (var file : files) {
                Files.delete(file);
            }
        }
    }

    /** How many files were unpacked from parts, and how many indexes stand beside them. */
    long files() throws IOException {
        long files = 0;
        for (var part : taken.values()) {
            files += part.count();
        }
        return files;
    }

    Path path() {
        return directory;
    }

    /** Takes back everything, because the export has no result. */
    void takeBackAll() throws IOException {
        keepOnly(List.of());
    }

    /** Whether the records are all that is in it, and name no part. */
    private boolean isBare() throws IOException {
        try (var files = Files.list(directory)) {
            return files.allMatch(records::equals) && recorded().isEmpty();
        }
    }

    /** Leaves no trace in a directory that has nothing of the export. */
    @Override
    public void close() throws IOException {
        try (lock) {
            if (lock.isOpen() && owned && isBare()) {
                clean();
                Files.deleteIfExists(records.resolve(EXPORT));
                Files.deleteIfExists(records.resolve(LOCK));
                Files.deleteIfExists(records);
            }
        }
    }
}
