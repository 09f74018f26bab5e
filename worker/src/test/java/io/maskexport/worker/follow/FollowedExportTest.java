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
import io.maskexport.contracts.ExportCancelled;
import io.maskexport.contracts.ExportEvent;
import io.maskexport.contracts.ExportPlanned;
import io.maskexport.contracts.ExportRejected;
import io.maskexport.contracts.ExportTotals;
import io.maskexport.contracts.IndexObject;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.ObjectPointer;
import io.maskexport.contracts.PartCompleted;
import io.maskexport.contracts.ReasonCode;
import io.maskexport.contracts.WarningCounts;
import io.maskexport.worker.bucket.DirectoryStore;
import io.maskexport.worker.verify.DifferenceCode;
import io.maskexport.worker.verify.ExportDifference;
import io.maskexport.worker.verify.MemberRules;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FollowedExportTest implements PartFeed.PartListener {
    private static final String ID = "a1";
    private static final String META = "meta.json";

    @TempDir
    private Path folder = Path.of("");
    private final List<String> told = new ArrayList<>();

    @Override
    public void taken(ArchivePart part) {
        told.add("taken " + part.fileName());
    }

    @Override
    public void left(ArchivePart part, String reason) {
        told.add("left " + reason);
    }

    private Path object(String name) {
        return folder.resolve("bucket/exports/out/a1").resolve(name);
    }

    private UnpackDirectory directory() throws IOException {
        return UnpackDirectory.open(folder.resolve("dir"), ID);
    }

    private FollowedExport export(UnpackDirectory directory) {
        return new FollowedExport(ID, new DirectoryStore(() -> folder.resolve("bucket")), directory);
    }

    private interface TarContent {
        void write(TarArchiveOutputStream tar) throws IOException;
    }

    /** A part in the bucket. */
    private ArchivePart part(String name, long members, TarContent content) throws IOException {
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

    private ArchivePart part(String name, String... paths) throws IOException {
        return part(name, paths.length, tar -> {
            for (var path : paths) {
                member(tar, path, path + " of " + name, TarConstants.LF_NORMAL);
            }
        });
    }

    /** A record of an extended header, which begins with its own length. */
    private static String pax(String text) {
        return text.length() + 4 + " " + text + "\n";
    }

    private static void member(TarArchiveOutputStream tar, String path, String content, byte type) throws IOException {
        var entry = new TarArchiveEntry(path, type, true);
        entry.setSize(content.getBytes(UTF_8).length);
        tar.putArchiveEntry(entry);
        tar.write(content.getBytes(UTF_8), 0, (int) entry.getSize());
        tar.closeArchiveEntry();
    }

    private Map<String, String> files() throws IOException {
        return files(folder.resolve("dir"));
    }

    /** Without the records; empty folders end with a slash. */
    private static Map<String, String> files(Path root) throws IOException {
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

    private static boolean isEmpty(Path folder) throws IOException {
        try (var inside = Files.list(folder)) {
            return inside.findAny().isEmpty();
        }
    }

    private static OneByOne feed(ExportEvent... events) {
        return new OneByOne(new ArrayList<>(List.of(events)));
    }

    /** One event for each poll. */
    private record OneByOne(List<ExportEvent> left) implements io.maskexport.worker.client.EventFeed {
        @Override
        public List<ExportEvent> poll(Duration wait) {
            return left.isEmpty() ? List.of() : List.of(left.removeFirst());
        }
    }

    private void poll(PartFeed feed, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            feed.poll(Duration.ZERO);
        }
    }

    private void follow(FollowedExport export, ArchivePart... parts) throws IOException {
        poll(new PartFeed(List.of(), feed(Stream.of(parts).map(part -> new PartCompleted(ID, part))
                .toArray(ExportEvent[]::new)), export, this), parts.length);
    }

    private FollowedExport.UnpackOutcome finish(FollowedExport export, ArchivePart... parts) throws IOException {
        return finish(export, null, parts);
    }

    private FollowedExport.UnpackOutcome finish(FollowedExport export, @Nullable ObjectPointer warnings,
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

    private static List<String> codes(FollowedExport.UnpackOutcome outcome) {
        return outcome.differences().stream().map(ExportDifference::toString)
                .map(line -> line.substring(0, line.indexOf(':'))).toList();
    }

    @Test
    void parts_are_unpacked_as_they_are_announced_and_the_manifest_comes_last() throws IOException {
        var one = part("p_part_0001.tar", "ds/img/1.png", "ds/ann/1.png.json");
        var two = part("p_part_0002.tar", "ds/img/2.png", META);
        try (var directory = directory()) {
            var export = export(directory);
            follow(export, one);
            assertThat(files()).containsOnlyKeys("ds/img/1.png", "ds/ann/1.png.json");

            var outcome = finish(export, one, two);
            assertThat(outcome.differences()).isEmpty();
            assertThat(outcome.files()).isEqualTo(4);
        }
        assertThat(files()).containsOnlyKeys("ds/img/1.png", "ds/ann/1.png.json", "ds/img/2.png", META, "SHA256SUMS",
                "manifest.json").containsEntry("ds/img/2.png", "ds/img/2.png of p_part_0002.tar");
        assertThat(told).containsExactly("taken p_part_0001.tar", "taken p_part_0002.tar");
    }

    @Test
    void a_part_that_another_attempt_made_differently_is_replaced() throws IOException {
        var old = part("p_part_0001.tar", "ds/img/1.png", "ds/img/2.png");
        var other = part("p_part_0007.tar", "old/img/9.png");
        try (var directory = directory()) {
            var export = export(directory);
            follow(export, old, other);
            var made = part("p_part_0001.tar", "ds/img/1.png");
            var next = part("p_part_0002.tar", "ds/img/2.png");
            Files.delete(object("p_part_0007.tar"));
            follow(export, next, made); // in the wrong order: 2.png is still in the first part
            assertThat(told)
                    .contains("left member-twice ds/img/2.png: is there already, and in out/a1/p_part_0002.tar");

            assertThat(finish(export, made, next).differences()).isEmpty();
        }
        assertThat(files()).containsOnlyKeys("ds/img/1.png", "ds/img/2.png", "SHA256SUMS", "manifest.json");
    }

    @Test
    void a_part_that_is_damaged_or_gone_is_left_until_the_end_and_then_named() throws IOException {
        var one = part("p_part_0001.tar", "ds/img/1.png");
        var two = part("p_part_0002.tar", "ds/img/2.png");
        var three = part("p_part_0003.tar", "ds/img/3.png");
        var bytes = Files.readAllBytes(object("p_part_0001.tar"));
        bytes[600] ^= 1;
        Files.write(object("p_part_0001.tar"), bytes);
        Files.writeString(object("p_part_0002.tar"), "short");
        Files.delete(object("p_part_0003.tar"));
        try (var directory = directory()) {
            var export = export(directory);
            follow(export, one, two, three);
            assertThat(told).hasSize(3).allMatch(line -> line.startsWith("left part-"));

            assertThat(codes(finish(export, one, two, three))).containsExactly("part-sha256 out/a1/p_part_0001.tar",
                    "part-size out/a1/p_part_0002.tar", "part-missing out/a1/p_part_0003.tar");
        }
        assertThat(files()).containsOnlyKeys("SHA256SUMS");
        bytes[600] ^= 1;
        Files.write(object("p_part_0001.tar"), bytes);
        try (var directory = directory()) {
            assertThat(finish(export(directory), one).differences()).isEmpty();
        }
        assertThat(files()).containsOnlyKeys("SHA256SUMS", "ds/img/1.png", "manifest.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../out.txt", "/out.txt", "ds/../../out.txt", "ds//out.txt", "./out.txt", "ds/.",
        "C:out.txt",
        "ds\\out.txt", "..", ".mask-export/export.json", ".MASK-EXPORT/x", ".mask-export", "out.txt", "manifest.json",
        "ds/a\nb"})
    void a_path_that_could_leave_the_directory_or_take_its_records_is_refused(String path) throws IOException {
        var hostile = part("p.tar", "ds/img/1.png", path);
        try (var directory = directory()) {
            assertThat(codes(finish(export(directory), hostile))).singleElement().asString()
                    .matches("(?s)member-p(ath|lace) .*");
        }
        assertThat(files()).containsOnlyKeys("SHA256SUMS");
        assertThat(folder).isDirectoryNotContaining("glob:**/out.txt");
        assertThat(Path.of("/out.txt")).doesNotExist();
    }

    @Test
    void a_path_that_file_systems_cannot_have_is_refused_and_the_longest_one_is_taken() throws IOException {
        var longest = "ä".repeat(127) + "x";
        assertThat(MemberRules.isSafe("a/".repeat(2_047) + "bc")).isTrue();
        assertThat(MemberRules.isSafe("a/".repeat(2_047) + "bcd")).isFalse();
        var fits = part("fits.tar", "ds/img/" + longest, longest + "/img/a");
        for (var path : List.of("ds/img/" + longest + "x", longest + "x/img/1.png", "ds/" + "d/".repeat(2_100) + "x")) {
            var hostile = part("p.tar", "ds/img/1.png", path);
            try (var directory = directory()) {
                assertThat(codes(finish(export(directory), fits, hostile))).singleElement().asString()
                        .startsWith("member-path ");
            }
        }
        assertThat(files()).containsOnlyKeys("SHA256SUMS", "ds/img/" + longest, longest + "/img/a");
    }

    @Test
    void links_folders_and_files_with_holes_are_refused() throws IOException {
        for (byte type : new byte[] {TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_DIR,
            TarConstants.LF_FIFO, TarConstants.LF_CHR, TarConstants.LF_CONTIG}) {
            var hostile = part("p.tar", 2, tar -> {
                var link = new TarArchiveEntry("ds/img", type);
                link.setLinkName("../../elsewhere");
                tar.putArchiveEntry(link);
                tar.closeArchiveEntry();
                member(tar, "ds/img/1.png", "x", TarConstants.LF_NORMAL);
            });
            try (var directory = directory()) {
                assertThat(codes(finish(export(directory), hostile))).singleElement().asString()
                        .matches("member-(header|path) ds/img/?");
            }
        }
        var sparse = part("p.tar", 1, tar -> {
            member(tar, "pax", pax("GNU.sparse.major=1") + pax("GNU.sparse.minor=0")
                    + pax("GNU.sparse.name=ds/img/1.png") + pax("GNU.sparse.realsize=1000000000"),
                    TarConstants.LF_PAX_EXTENDED_HEADER_LC);
            member(tar, "ds/img/1.png", "1\n0\n1\n" + "\0".repeat(506) + "x", TarConstants.LF_NORMAL);
        });
        try (var directory = directory()) {
            assertThat(codes(finish(export(directory), sparse))).singleElement().asString()
                    .startsWith("member-header ds/img/1.png");
        }
        assertThat(files()).containsOnlyKeys("SHA256SUMS");
    }

    @Test
    void what_is_twice_is_found_before_anything_is_written() throws IOException {
        var one = part("p_part_0001.tar", "ds/img/1.png", "a/b");
        for (var paths : List.of(new String[] {"x/1", "x/2", "x/1"}, new String[] {"x/1", "ds/img/1.png"},
                new String[] {"x/1", "x/1/2"}, new String[] {"x/1/2", "x/1"}, new String[] {"x/1", "a/b/c"},
                new String[] {"x/1", "ds/img"})) {
            var two = part("p_part_0002.tar", paths);
            try (var directory = directory()) {
                assertThat(codes(finish(export(directory), one, two))).singleElement().asString()
                        .startsWith("member-twice ");
            }
            assertThat(files()).containsOnlyKeys("SHA256SUMS", "ds/img/1.png", "a/b");
        }
    }

    @Test
    void a_folder_with_the_name_of_a_file_beside_the_parts_is_not_replaced() throws IOException {
        var one = part("p.tar", "manifest.json/img/1.png");
        try (var directory = directory()) {
            assertThat(codes(finish(export(directory), one))).containsExactly("member-twice manifest.json");
        }
        assertThat(files()).containsOnlyKeys("SHA256SUMS", "manifest.json/img/1.png");
    }

    private static ArchivePart with(ArchivePart part, IndexObject index) {
        return new ArchivePart(1, part.bucket(), part.key(), part.bytes(), part.sha256(), "etag", 0, part.members(), "",
                "", index);
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest.json", "Manifest.JSON", "SHA256SUMS", ".mask-export", "..", "LONG"})
    void no_index_and_no_list_comes_in_the_place_of_the_last_files(String named) throws IOException {
        var name = named.replace("LONG", "x".repeat(250));
        var part = part("p.tar", "ds/img/1.png");
        var text = "{}".getBytes(UTF_8);
        var sha256 = DigestUtils.sha256Hex(text);
        var key = "out/a1/" + name;
        if (name.length() > 2 && !name.startsWith(".")) {
            Files.write(object(name), text);
        }
        var index = new IndexObject("exports", key, text.length, sha256, "etag");
        try (var directory = directory()) {
            var export = export(directory);
            follow(export, with(part, index));
            assertThat(told).containsExactly("left member-path " + key + ": is no name of a file");
            assertThatThrownBy(
                    () -> directory.takeBeside(new ObjectPointer("exports", key, sha256), DifferenceCode.DELTA,
                            export.store()))
                    .isInstanceOf(DifferenceException.class)
                    .hasMessage("member-path " + key + ": is no name of a file");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void no_list_comes_in_the_place_of_another_file() throws IOException {
        var part = part("p.tar", "ds/img/1.png", META);
        Files.writeString(object("p.items.ndjson"), "{}");
        var sha256 = DigestUtils.sha256Hex("{}");
        var indexed = with(part, new IndexObject("exports", "out/a1/p.items.ndjson", 2, sha256, "etag"));
        for (var name : List.of("p.items.ndjson", META, "P.ITEMS.NDJSON")) {
            Files.writeString(object(name), "{}");
            var list = new ObjectPointer("exports", "out/a1/" + name, sha256);
            try (var directory = directory()) {
                assertThat(codes(finish(export(directory), list, indexed)))
                        .contains("member-twice out/a1/" + name);
            }
        }
        assertThat(files()).containsEntry(META, META + " of p.tar").containsEntry("p.items.ndjson", "{}");
    }

    @Test
    void a_part_that_is_no_archive_or_has_other_files_is_refused() throws IOException {
        var cut = part("p.tar", "ds/img/1.png", "ds/img/2.png");
        var bytes = "no tar archive".repeat(100).getBytes(UTF_8);
        Files.write(object("q.tar"), bytes);
        var none = new ArchivePart(1, "exports", "out/a1/q.tar", bytes.length, DigestUtils.sha256Hex(bytes), "etag", 0,
                1,
                "", "");
        var fewer = new ArchivePart(1, cut.bucket(), cut.key(), cut.bytes(), cut.sha256(), "etag", 0, 3, "", "");
        try (var directory = directory()) {
            assertThat(codes(finish(export(directory), fewer, none))).containsExactly("part-members out/a1/p.tar",
                    "part-broken out/a1/q.tar");
        }
        assertThat(files()).containsOnlyKeys("SHA256SUMS");
    }

    @Test
    void what_was_half_unpacked_is_taken_back_and_taken_again() throws IOException {
        var one = part("p_part_0001.tar", "ds/img/1.png");
        var two = part("p_part_0002.tar", "ds/img/2.png", "ds/deep/er/3.png");
        try (var directory = directory()) {
            follow(export(directory), one, two);
        }
        var records = folder.resolve("dir").resolve(TakenFiles.FOLDER);
        Files.move(records.resolve("p_part_0002.tar.taken"), records.resolve("p_part_0002.tar.taking"));
        Files.writeString(folder.resolve("dir/ds/img/2.png"), "ds");
        Files.delete(folder.resolve("dir/ds/deep/er/3.png"));
        Files.writeString(records.resolve("p_part_0003.tar.taking.partial"), "{");
        Files.writeString(records.resolve("p_part_0003.tar.download"), "half");
        told.clear();

        try (var directory = directory()) {
            assertThat(files()).containsOnlyKeys("ds/img/1.png");
            assertThat(finish(export(directory), one, two).differences()).isEmpty();
        }
        assertThat(told).containsExactly("taken p_part_0002.tar");
        assertThat(files()).containsEntry("ds/img/2.png", "ds/img/2.png of p_part_0002.tar");
    }

    @Test
    void a_part_whose_files_were_changed_since_is_taken_again() throws IOException {
        var one = part("p_part_0001.tar", "ds/img/1.png", "ds/img/2.png");
        try (var directory = directory()) {
            assertThat(finish(export(directory), one).differences()).isEmpty();
        }
        Files.delete(folder.resolve("dir/ds/img/2.png"));
        try (var directory = directory()) {
            assertThat(finish(export(directory), one).differences()).isEmpty();
        }
        assertThat(files()).containsKey("ds/img/2.png");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"key\":\"k\",\"bytes\":1,\"sha256\":\"s\"}\nnothing",
        "{\"key\":\"k\",\"bytes\":1,\"sha256\":\"s\"}\n7", "{", "null", "\0\0\0\0"})
    void a_record_that_a_power_failure_damaged_is_named(String content) throws IOException {
        try (var directory = directory()) {
            follow(export(directory), part("7_x.tar", "ds/img/a.jpg"));
        }
        var record = folder.resolve("dir/.mask-export/7_x.tar.taken");
        Files.writeString(record, content);
        assertThatThrownBy(this::directory).isInstanceOf(IOException.class)
                .hasMessageContaining("7_x.tar.taken is damaged");
    }

    @Test
    void a_damaged_record_of_the_export_is_named() throws IOException {
        try (var directory = directory()) {
            follow(export(directory), part("7_x.tar", "ds/img/a.jpg"));
        }
        for (var content : List.of("", "{", "null", "7")) {
            Files.writeString(folder.resolve("dir/.mask-export/export.json"), content);
            assertThatThrownBy(this::directory).isInstanceOf(IOException.class)
                    .hasMessageContaining("export.json is damaged; delete ");
        }
    }

    @Test
    void an_export_without_a_result_leaves_nothing() throws IOException {
        try (var directory = directory()) {
            var export = export(directory);
            follow(export, part("p.tar", "ds/img/1.png"));
            export.takeBack();
        }
        assertThat(folder.resolve("dir")).isEmptyDirectory();
    }

    @Test
    void a_directory_has_one_export_and_one_process() throws IOException {
        try (var directory = directory()) {
            follow(export(directory), part("p.tar", "ds/img/1.png"));
            assertThatThrownBy(this::directory).hasMessageContaining("is in use");
        }
        assertThatThrownBy(() -> UnpackDirectory.open(folder.resolve("dir"), "a2"))
                .hasMessageContaining("has the export a1; name another directory");
        assertThatThrownBy(() -> UnpackDirectory.open(folder.resolve("bucket"), ID))
                .hasMessageContaining("is not empty");
        try (var directory = directory()) {
            var elsewhere = new ArchivePart(1, "exports", "other/a1/q.tar", 1, "", "", 0, 0, "", "");
            follow(export(directory), elsewhere);
            assertThat(told).last().isEqualTo("left part-key other/a1/q.tar: in bucket exports");
        }
    }

    @Test
    void a_part_in_a_folder_of_another_name_is_not_taken() throws IOException {
        try (var directory = directory()) {
            follow(export(directory), new ArchivePart(1, "exports", "secret/q.tar", 1, "", "", 0, 0, "", ""));
        }
        assertThat(told).containsExactly("left part-key secret/q.tar: in bucket exports");
        assertThat(folder.resolve("dir")).isEmptyDirectory();
    }

    @Test
    void a_rejection_of_another_request_with_the_same_id_does_not_end_the_export() throws IOException {
        var rejected = new ExportRejected(ID, ReasonCode.REQUEST_ID_CONFLICT, "", List.of());
        var planned = new ExportPlanned(ID, 3, 1);
        var cancelled = new ExportCancelled(ID, new ObjectPointer("exports", "out/a1/manifest.json", ""));
        try (var directory = directory()) {
            var feed = new PartFeed(List.of(rejected, planned), feed(rejected, cancelled), export(directory), this);
            assertThat(feed.poll(Duration.ZERO)).containsExactly(planned);
            assertThat(feed.poll(Duration.ZERO)).isEmpty();
            assertThat(feed.poll(Duration.ZERO)).containsExactly(cancelled);

            var only = new PartFeed(List.of(rejected), feed(), export(directory), this);
            assertThat(only.poll(Duration.ZERO)).containsExactly(rejected);
        }
    }
}
