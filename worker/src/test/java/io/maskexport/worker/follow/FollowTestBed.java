package io.maskexport.worker.follow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.ExportEvent;
import io.maskexport.contracts.ExportTotals;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.ObjectPointer;
import io.maskexport.contracts.PartCompleted;
import io.maskexport.contracts.WarningCounts;
import io.maskexport.worker.bucket.DirectoryStore;
import io.maskexport.worker.verify.ExportDifference;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A bucket in which a test puts parts, a directory into which they are unpacked, and what was told about it. */
abstract class FollowTestBed implements PartFeed.PartListener {
    static final String ID = "a1";
    static final String META = "meta.json";

    @TempDir
    Path folder = Path.of("");
    final List<String> told = new ArrayList<>();

    @Override
    public void taken(ArchivePart part) {
        told.add("taken " + part.fileName());
    }

    @Override
    public void left(ArchivePart part, String reason) {
        told.add("left " + reason);
    }

    Path object(String name) {
        return folder.resolve("bucket/exports/out/a1").resolve(name);
    }

    UnpackDirectory directory() throws IOException {
        return UnpackDirectory.open(folder.resolve("dir"), ID);
    }

    FollowedExport export(UnpackDirectory directory) {
        return new FollowedExport(ID, new DirectoryStore(() -> folder.resolve("bucket")), directory);
    }

    interface TarContent {
        void write(TarArchiveOutputStream tar) throws IOException;
    }

    /** A part in the bucket. */
    ArchivePart part(String name, long members, TarContent content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            content.write(tar);
        }
        Files.createDirectories(object(name).getParent());
        Files.write(object(name), bytes.toByteArray());
        return new ArchivePart(1, "exports", "out/a1/" + name, bytes.size(), DigestUtils.sha256Hex(bytes.toByteArray()),
                "etag", 0, members, "", "");
    }

    ArchivePart part(String name, String... paths) throws IOException {
        return part(name, paths.length, tar -> {
            for (var path : paths) {
                member(tar, path, path + " of " + name, TarConstants.LF_NORMAL);
            }
        });
    }

    /** A record of an extended header, which begins with its own length. */
    static String pax(String text) {
        return text.length() + 4 + " " + text + "\n";
    }

    static void member(TarArchiveOutputStream tar, String path, String content, byte type) throws IOException {
        var entry = new TarArchiveEntry(path, type, true);
        entry.setSize(content.getBytes(UTF_8).length);
        tar.putArchiveEntry(entry);
        tar.write(content.getBytes(UTF_8), 0, (int) entry.getSize());
        tar.closeArchiveEntry();
    }

    Map<String, String> files() throws IOException {
        return files(folder.resolve("dir"));
    }

    /** Without the records; empty folders end with a slash. */
    static Map<String, String> files(Path root) throws IOException {
        var files = new TreeMap<String, String>();
        if (!Files.exists(root)) {
            return files;
        }
        try (var walk = Files.walk(root)) {
            for (var file : (Iterable<Path>) walk::iterator) {
                var path = root.relativize(file).toString();
                if (Files.isRegularFile(file) && !path.startsWith(TakenFiles.FOLDER)) {
                    files.put(path, Files.readString(file));
                } else if (!path.isEmpty() && !path.startsWith(TakenFiles.FOLDER) && isEmpty(file)) {
                    files.put(path + "/", "");
                }
            }
        }
        return files;
    }

    static boolean isEmpty(Path folder) throws IOException {
        try (var inside = Files.list(folder)) {
            return inside.findAny().isEmpty();
        }
    }

    static OneByOne feed(ExportEvent... events) {
        return new OneByOne(new ArrayList<>(List.of(events)));
    }

    /** One event for each poll. */
    record OneByOne(List<ExportEvent> left) implements io.maskexport.worker.client.EventFeed {
        @Override
        public List<ExportEvent> poll(Duration wait) {
            return left.isEmpty() ? List.of() : List.of(left.removeFirst());
        }
    }

    void poll(PartFeed feed, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            feed.poll(Duration.ZERO);
        }
    }

    void follow(FollowedExport export, ArchivePart... parts) throws IOException {
        poll(new PartFeed(List.of(), feed(Stream.of(parts).map(part -> new PartCompleted(ID, part))
                .toArray(ExportEvent[]::new)), export, this), parts.length);
    }

    FollowedExport.UnpackOutcome finish(FollowedExport export, ArchivePart... parts) throws IOException {
        return finish(export, null, parts);
    }

    FollowedExport.UnpackOutcome finish(FollowedExport export, @Nullable ObjectPointer warnings,
            ArchivePart... parts) throws IOException {
        var listed = new ArrayList<ArchivePart>();
        var sums = new StringBuilder();
        long bytes = 0;
        for (var part : parts) {
            listed.add(part.numbered(listed.size() + 1));
            sums.append(part.sha256()).append("  ").append(part.fileName()).append('\n');
            bytes += part.bytes();
        }
        Files.createDirectories(object("x").getParent());
        Files.writeString(object("SHA256SUMS"), sums);
        var content = new Manifest.ExportContent("", false, List.of(), listed,
                new ExportTotals(0, 0, 0, 0, new ExportTotals.MaskCounts(0, 0, 0, 0), bytes),
                WarningCounts.of(Map.of(), List.of(), warnings));
        var manifest = new Manifest(ID, Manifest.ManifestStatus.COMPLETED, "", null, null, content);
        return export.finish(JsonRecords.write(manifest), manifest, content, this);
    }

    static List<String> codes(FollowedExport.UnpackOutcome outcome) {
        return outcome.differences().stream().map(ExportDifference::toString)
                .map(line -> line.substring(0, line.indexOf(':'))).toList();
    }
}
