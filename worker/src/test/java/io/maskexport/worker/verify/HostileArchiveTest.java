package io.maskexport.worker.verify;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.maskexport.contracts.DeltaItem;
import io.maskexport.contracts.ExportDelta;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.ObjectPointer;
import io.maskexport.defect.Limit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Files that others made, so that they fill the memory of whoever reads them, or end his process. */
class HostileArchiveTest {
    private static final ObjectPointer LIST = new ObjectPointer("exports", "out/a/delta_unchanged.ndjson", "");
    private static final ObjectPointer PART = new ObjectPointer("exports", "out/before/p.tar", "");

    @TempDir
    private Path folder = Path.of("");
    @SuppressWarnings("NullAway.Init") // set before each test
    private IndexedExport export;

    @BeforeEach
    void begin() throws IOException {
        export = new IndexedExport(folder);
        export.item("a.png");
    }

    /** A folder with files of its own beside those of another. */
    private abstract static class ChangedFolder implements ExportFolder {
        final ExportFolder folder;

        ChangedFolder(ExportFolder folder) {
            this.folder = folder;
        }

        @Override
        public List<FolderEntry> list() throws IOException {
            return folder.list();
        }

        @Override
        public Optional<InputStream> elsewhere(String bucket, String key) {
            return Optional.empty();
        }

        @Override
        public boolean holds(String bucket, String key) {
            return true;
        }

        @Override
        public Optional<String> requestId() {
            return Optional.empty();
        }
    }

    /** The export, in which some files have no end. */
    private static final class EndlessFiles extends ChangedFolder {
        private final Set<String> endless;

        EndlessFiles(ExportFolder folder, Set<String> endless) {
            super(folder);
            this.endless = endless;
        }

        @Override
        public List<FolderEntry> list() throws IOException {
            var entries = new ArrayList<>(folder.list());
            entries.add(new FolderEntry(LIST.fileName(), 1, Optional.empty()));
            return entries;
        }

        @Override
        public InputStream open(FolderEntry entry) throws IOException {
            if (endless.contains(entry.name())) {
                return new EndlessText();
            }
            if (!entry.name().equals(LIST.fileName())) {
                return folder.open(entry);
            }
            return new ByteArrayInputStream(
                    JsonRecords.write(new DeltaItem("ds/img/b.png", "ds/b.png", "", PART, List.of())));
        }

        @Override
        public Optional<InputStream> elsewhere(String bucket, String key) {
            return key.endsWith(".tar") ? Optional.empty() : Optional.of(new EndlessText());
        }
    }

    private List<String> differences(String... endless) throws IOException {
        var nothing = new ExportDelta.DeltaList(0, null);
        var content = Objects.requireNonNull(export.manifest().content())
                .with(new ExportDelta(LIST, new ExportDelta.DeltaList(1, LIST), nothing, nothing, 0));
        var differences = new ArrayList<String>();
        ExportVerification.of(new EndlessFiles(new ExportLocalFolder(export.out), Set.of(endless)),
                Manifest.local(content), "manifest.json", difference -> differences.add(difference.toString()));
        return differences;
    }

    @Test
    void a_line_without_an_end_is_a_difference_that_names_file_line_and_limit() throws Exception {
        export.renderWith(true, "--split", "train=50%,val=50%");
        var limit = "line 1 is longer than 67108864 bytes (META_BYTES)";

        assertThat(differences("p.items.ndjson", "split_train.txt", "SHA256SUMS")).contains(
                "index-line p.items.ndjson: " + limit,
                "split-list split_train.txt: " + limit,
                "sums SHA256SUMS: " + limit,
                "reference ds/img/b.png: is not in the index of out/before/p.tar: its " + limit)
                .noneMatch(line -> line.startsWith("part-"));
        assertThat(differences(LIST.fileName())).contains("delta out/a/delta_unchanged.ndjson: " + limit)
                .noneMatch(line -> line.contains("p.items.ndjson"));
    }

    @Test
    void a_list_of_warnings_without_an_end_is_a_difference() throws Exception {
        var sample = SampleExport.of();
        for (var file : sample.files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        var differences = new ArrayList<String>();
        ExportVerification.of(new EndlessFiles(new ExportLocalFolder(folder), Set.of("warnings.ndjson")),
                Manifest.read(JsonRecords.write(sample.manifest)), "manifest.json",
                difference -> differences.add(difference.toString()));
        assertThat(differences).contains("warning-list done/lemons-1/warnings.ndjson: line 1 is longer than "
                + "67108864 bytes (META_BYTES)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "", "[]", "{\"instances\":[null]}", "{\"masks\":{\"class\":[null]}}",
        "\0\0\0{\u007f\0\0\0", "{\"item\":\"a\",\"masks\":{\"x\":[{}]}}"})
    void a_line_that_is_no_item_is_a_difference(String line) throws Exception {
        export.render();
        export.replace(index -> line + "\n" + index);
        assertThat(export.codes()).containsExactly(DifferenceCode.INDEX_LINE);
    }

    @Test
    void a_failure_to_read_an_index_is_not_taken_for_a_broken_part() throws Exception {
        export.render();
        var broken = new ChangedFolder(new ExportLocalFolder(export.out)) {
            @Override
            public InputStream open(FolderEntry entry) throws IOException {
                return entry.name().endsWith(".ndjson") ? new PipedInputStream() : folder.open(entry);
            }
        };
        assertThatThrownBy(() -> ExportVerification.of(broken, export.manifest(), "manifest.json", _ -> {}))
                .isInstanceOf(IOException.class).hasMessage("Pipe not connected");
    }

    private Path tar(byte type, long bytes) throws IOException {
        var header = new ByteArrayOutputStream();
        var tar = new TarArchiveOutputStream(header, "UTF-8");
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
        var entry = new TarArchiveEntry("x", type);
        entry.setSize(bytes);
        tar.putArchiveEntry(entry);
        tar.flush();
        var file = folder.resolve("hostile.tar");
        Files.write(file, header.toByteArray());
        try (var longer = new RandomAccessFile(file.toFile(), "rw")) {
            longer.setLength(512 + bytes);
        }
        return file;
    }

    private static TarMembers members(Path tar) throws IOException {
        return new TarMembers(new BufferedInputStream(Files.newInputStream(tar), 1 << 16));
    }

    @ParameterizedTest
    @ValueSource(bytes = {TarConstants.LF_GNUTYPE_LONGNAME, TarConstants.LF_GNUTYPE_LONGLINK,
        TarConstants.LF_PAX_EXTENDED_HEADER_LC, TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER})
    void a_header_that_is_as_long_as_a_part_ends_the_part(byte type) throws IOException {
        try (var members = members(tar(type, 100L << 20))) {
            assertThatThrownBy(members::next).isInstanceOf(IOException.class);
            assertThat(members.offset()).isLessThanOrEqualTo(64L << 20);
        }
    }

    @Test
    void the_content_of_a_member_is_not_bound_to_the_length_of_headers() throws IOException {
        try (var members = members(tar(TarConstants.LF_NORMAL, 100L << 20))) {
            assertThat(Objects.requireNonNull(members.next()).getSize()).isEqualTo(100L << 20);
            assertThat(members.next()).isNull();
            assertThat(members.end()).isEqualTo(512 + (100L << 20));
        }
    }

    @Test
    void a_file_at_the_root_that_is_too_large_to_be_read_is_a_difference() throws IOException {
        var report = new ArrayList<ExportDifference>();
        assertThat(new DifferenceReport(report::add).isWithin(Limit.META_BYTES, 64 << 20,
                DifferenceCode.ROOT_FILES, "meta.json")).isTrue();
        assertThat(new DifferenceReport(report::add).isWithin(Limit.META_BYTES, (64 << 20) + 1,
                DifferenceCode.ROOT_FILES, "meta.json")).isFalse();
        assertThat(report).extracting(ExportDifference::toString).containsExactly(
                "root-files meta.json: 67108865 bytes are not read, more than 67108864 (META_BYTES)");
        assertThat(new ExportDifference(DifferenceCode.SUMS, "x".repeat(5_000), "y".repeat(5_000)).toString())
                .hasSizeLessThan(9_000);
    }

    @Test
    void what_is_no_file_is_not_opened() throws IOException {
        var link = Files.createSymbolicLink(folder.resolve("p.tar"), Path.of("/dev/zero"));
        assertThat(link).exists();
        assertThatThrownBy(() -> new ExportLocalFolder(folder)
                .open(new ExportFolder.FolderEntry("p.tar", 0, Optional.empty())))
                .hasMessageContaining("p.tar is not a file");
    }

    @Test
    void text_of_other_encodings_is_no_json() {
        assertThatThrownBy(() -> JsonRecords.read("\0\0\0{\u007f\0\0\0".getBytes(UTF_8), Manifest.class))
                .isInstanceOf(JsonProcessingException.class);
    }
}
