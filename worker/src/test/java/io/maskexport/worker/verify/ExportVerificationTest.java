package io.maskexport.worker.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ExportVerificationTest {
    @TempDir
    private Path folder = Path.of("");

    private List<ExportDifference> differences(ExportFolder folder, Manifest manifest) throws IOException {
        var differences = new ArrayList<ExportDifference>();
        var outcome = ExportVerification.of(folder, manifest, "manifest.json", differences::add);
        assertThat(outcome.differences()).isEqualTo(differences.size());
        return differences;
    }

    private List<ExportDifference> differences(SampleExport export) throws IOException {
        for (var file : export.files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        Files.write(folder.resolve("manifest.json"), JsonRecords.writePretty(export.manifest));
        return differences(new ExportLocalFolder(folder),
                Manifest.read(Files.readAllBytes(folder.resolve("manifest.json"))));
    }

    private static Set<DifferenceCode> codes(List<ExportDifference> differences) {
        return differences.stream().map(ExportDifference::code).collect(Collectors.toSet());
    }

    @Test
    void a_whole_export_has_no_differences() throws Exception {
        var export = SampleExport.of();

        assertThat(export.parts()).hasSize(3);
        assertThat(differences(export)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void each_corruption_is_found_under_its_code(Corruption corruption) throws Exception {
        var differences = differences(corruption.planted());

        assertThat(codes(differences)).as(differences.toString()).isEqualTo(corruption.found());
    }

    @Test
    void every_difference_is_planted_somewhere() {
        var inBucketAlone = Set.of(DifferenceCode.PART_ETAG, DifferenceCode.MANIFEST_SHA256);
        var planted = Arrays.stream(Corruption.values()).flatMap(corruption -> corruption.found().stream())
                .collect(Collectors.toSet());

        var inOtherTests = Set.of(DifferenceCode.INDEX, DifferenceCode.INDEX_LINE, DifferenceCode.INDEX_PIXELS,
                DifferenceCode.SPLIT_LIST, DifferenceCode.DELTA, DifferenceCode.REFERENCE);
        assertThat(DifferenceCode.values()).filteredOn(code -> !inOtherTests.contains(code))
                .allMatch(code -> planted.contains(code) != inBucketAlone.contains(code));
    }

    @Test
    void every_single_byte_of_a_part_counts() throws Exception {
        var part = SampleExport.of().bytes(3);
        for (int at = 0; at < part.length; at += 997) {
            var export = SampleExport.of();
            export.file(export.nameOf(3))[at] ^= 0x10;

            assertThat(codes(differences(export))).contains(DifferenceCode.PART_SHA256);
        }
    }

    @Test
    void every_line_is_one_line_of_printable_characters() {
        assertThat(new ExportDifference(DifferenceCode.MEMBER_PATH, "a\nb\u001b", "c\u2028d").toString())
                .isEqualTo("member-path a?b?: c?d");
    }

    @Test
    void a_local_render_needs_neither_request_nor_checksums() throws Exception {
        var export = SampleExport.of();
        export.manifest.remove("request");
        export.manifest.put("requestId", "").put("requestDigest", "");
        export.files.remove("SHA256SUMS");

        assertThat(differences(export)).isEmpty();
    }

    @Test
    void items_whose_files_were_all_too_large_leave_no_trace() throws Exception {
        var export = SampleExport.of();
        var part = export.part(1);
        part.put("items", part.path("items").asInt() + 1);
        var totals = export.at("/content/totals");
        totals.put("items", totals.path("items").asInt() + 1).put("skipped", totals.path("skipped").asInt() + 1);
        assertThat(codes(differences(export))).containsExactly(DifferenceCode.PART_ITEMS);

        export.at("/content/warnings/counts").put("IMAGE_TOO_LARGE", 1);
        export.at("/content/warnings").put("total", 121);
        assertThat(codes(differences(export))).containsExactly(DifferenceCode.WARNING_LIST);
    }

    @Test
    void an_empty_project_is_an_archive_of_root_files() throws Exception {
        var export = SampleExport.of(List.of(SampleExport.groups().getLast()));
        export.at("/content/totals").put("rendered", 0).put("skipped", 0);
        List.of("human", "machine", "semanticRgb", "instance").forEach(
                kind -> export.at("/content/totals/masks").put(kind, 0));

        assertThat(differences(export)).isEmpty();
    }

    @Test
    void all_paths_of_a_large_archive_are_remembered() {
        var seen = new SeenPaths();
        for (int i = 0; i < 200_000; i++) {
            assertThat(seen.add("ds/img/" + i + ".png")).isTrue();
        }
        for (int i = 0; i < 200_000; i += 1_000) {
            assertThat(seen.add("ds/img/" + i + ".png")).isFalse();
        }
    }

    /** An export in a bucket whose store reports ETags. */
    private record EtagFolder(SampleExport export, String id, String etagOfFirst) implements ExportFolder {
        @Override
        public List<FolderEntry> list() {
            return export.files.entrySet().stream().map(file -> {
                var name = file.getKey();
                var digits = name.replaceAll(".*_000(\\d).tar", "$1");
                var etag = digits.equals("1") ? etagOfFirst : "etag-" + digits;
                return new FolderEntry(name, file.getValue().length, Optional.of(etag));
            }).toList();
        }

        @Override
        public InputStream open(FolderEntry entry) {
            return new ByteArrayInputStream(export.files.getOrDefault(entry.name(), new byte[0]));
        }

        @Override
        public Optional<InputStream> elsewhere(String bucket, String key) {
            return Optional.empty();
        }

        @Override
        public boolean holds(String bucket, String key) {
            return bucket.equals("exports") && key.startsWith("done/" + id + "/");
        }

        @Override
        public Optional<String> requestId() {
            return Optional.of(id);
        }
    }

    private Set<DifferenceCode> codesInBucket(SampleExport export, String id, String etag) throws IOException {
        return codes(differences(new EtagFolder(export, id, etag), Manifest.read(JsonRecords.write(export.manifest))));
    }

    @Test
    void in_a_bucket_keys_and_etags_count_too() throws Exception {
        var export = SampleExport.of();

        assertThat(codesInBucket(export, SampleExport.ID, "etag-1")).isEmpty();
        assertThat(codesInBucket(export, SampleExport.ID, "etag-4")).containsExactly(DifferenceCode.PART_ETAG);
        assertThat(codesInBucket(export, "other", "etag-1")).containsExactlyInAnyOrder(DifferenceCode.REQUEST_ID,
                DifferenceCode.PART_KEY, DifferenceCode.WARNING_LIST);
    }

    @Test
    void a_read_failure_is_not_a_difference() throws Exception {
        var export = SampleExport.of();
        var whole = new EtagFolder(export, SampleExport.ID, "etag-1");
        var failing = new FailingFolder(whole);

        assertThatThrownBy(() -> differences(failing, Manifest.read(JsonRecords.write(export.manifest))))
                .isInstanceOf(IOException.class).hasMessage("connection reset");
    }

    /** A folder whose transfers fail. */
    private record FailingFolder(ExportFolder whole) implements ExportFolder {
        @Override
        public List<FolderEntry> list() throws IOException {
            return whole.list();
        }

        @Override
        public InputStream open(FolderEntry entry) throws IOException {
            return new SequenceInputStream(new ByteArrayInputStream(whole.open(entry).readNBytes(700)),
                    new Reset());
        }

        @Override
        public Optional<InputStream> elsewhere(String bucket, String key) throws IOException {
            return whole.elsewhere(bucket, key);
        }

        @Override
        public boolean holds(String bucket, String key) {
            return whole.holds(bucket, key);
        }

        @Override
        public Optional<String> requestId() {
            return whole.requestId();
        }
    }

    private static final class Reset extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("connection reset");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return read();
        }
    }

    /** If it fails, copy what it found into docs/codes.md. */
    @Test
    void the_documented_table_is_the_code() throws Exception {
        assertThat(Files.readString(Path.of("../docs/codes.md"))).contains(
                Arrays.stream(DifferenceCode.values())
                        .map(code -> "| `%s` | %s |".formatted(code.word(), code.meaning()))
                        .collect(Collectors.joining("\n", "| Word | Meaning |\n|---|---|\n", "\n")));
    }
}
