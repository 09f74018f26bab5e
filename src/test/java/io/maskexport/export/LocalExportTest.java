package io.maskexport.export;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

import io.maskexport.archive.ArchiveNames;
import io.maskexport.archive.DirectoryParts;
import io.maskexport.archive.Member;
import io.maskexport.archive.MemberGroup;
import io.maskexport.archive.Naming;
import io.maskexport.archive.PartedArchive;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;
import io.maskexport.picture.JpegBackend;
import io.maskexport.render.Compat;
import io.maskexport.render.MaskKind;
import io.maskexport.render.RenderOptions;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LocalExportTest {
    private static final Limits LIMITS = Limits.defaults();
    private static final RenderOptions OPTIONS = new RenderOptions(EnumSet.range(MaskKind.HUMAN, MaskKind.INSTANCE), 2,
            OptionalInt.empty(), Compat.STRICT);
    private static final Path TINY = Path.of("test/resources/corpus/projects/tiny");

    @TempDir
    private Path out = Path.of("");

    @Test
    void the_tree_holds_what_the_tar_holds() throws Exception {
        write(new TreeWriter(out.resolve("tree")));
        try (var archive = archive(Long.MAX_VALUE)) {
            write(archive::add);
            archive.finish(true);
        }
        assertThat(files(out.resolve("tree"))).isNotEmpty()
                .containsExactlyEntriesOf(unpacked(Files.readAllBytes(out.resolve("p.tar"))));
    }

    @Test
    void concatenated_parts_are_the_whole_archive() throws Exception {
        try (var archive = archive(20_000)) {
            write(archive::add);
            assertThat(archive.finish(true)).hasSizeGreaterThan(1);
        }
        var names = files(out).keySet();
        assertThat(names).allMatch(name -> name.matches("p_part_\\d{4}\\.tar"));
        var joined = new ByteArrayOutputStream();
        for (var name : names) {
            joined.writeBytes(Files.readAllBytes(out.resolve(name)));
        }
        write(new TreeWriter(out.resolve("tree")));
        assertThat(unpacked(joined.toByteArray())).containsExactlyEntriesOf(files(out.resolve("tree")));
    }

    @Test
    void a_part_that_is_not_committed_leaves_nothing_behind() throws Exception {
        try (var archive = archive(Long.MAX_VALUE)) {
            write(archive::add);
        }
        assertThat(files(out)).isEmpty();
    }

    @Test
    void the_root_files_come_last() throws Exception {
        var last = new ArrayList<String>();
        write(group -> last.add(group.name()));
        assertThat(last).last().isEqualTo("meta.json");
        assertThat(last).hasSize(7);
    }

    @Test
    void a_project_without_meta_cannot_be_exported() {
        assertThatThrownBy(() -> new LocalExport(new MemoryProject().put("d/img/a.png", "x"), OPTIONS, List.of(),
                LIMITS)).isInstanceOf(DefectException.class).hasMessageContaining("MISSING_META");
    }

    @Test
    void a_project_without_items_gives_the_root_files_alone() throws Exception {
        var project = new MemoryProject().put("meta.json", "{\"classes\": [], \"tags\": []}");
        write(project, new TreeWriter(out));
        assertThat(files(out).keySet()).containsExactly("meta.json", "obj_class_to_machine_color.json",
                "obj_class_to_semantic_color.json");
    }

    @Test
    void an_archive_of_more_files_or_bytes_than_the_limits_allow_ends_the_export() throws Exception {
        var project = MemoryProject.ofItems(3);
        assertThat(limited(project, Limit.EXPORT_MEMBERS, 18)).isEmpty();
        assertThat(limited(project, Limit.EXPORT_MEMBERS, 17)).contains("more than 17 files");
        assertThat(limited(project, Limit.EXPORT_MEMBERS, 5)).contains("more than 5 files");
        long bytes = archived(project);
        assertThat(limited(project, Limit.EXPORT_BYTES, bytes)).isEmpty();
        assertThat(limited(project, Limit.EXPORT_BYTES, bytes - 1)).contains("more than %d bytes".formatted(bytes - 1));
        assertThat(limited(project, Limit.EXPORT_BYTES, 1)).contains("more than 1 bytes");
    }

    private static String limited(MemoryProject project, Limit limit, long value) throws Exception {
        try {
            write(project, group -> {}, LIMITS.with(limit, value));
            return "";
        } catch (DefectException e) {
            assertThat(e.code()).isEqualTo(DefectCode.OUTPUT_LIMIT);
            assertThat(e.defect().limit()).contains(limit);
            return e.defect().detail();
        }
    }

    private long archived(MemoryProject project) throws Exception {
        try (var archive = archive(Long.MAX_VALUE)) {
            write(project, archive::add);
            return archive.finish(true).getFirst().bytes();
        }
    }

    @Test
    void no_member_is_written_outside_the_directory() {
        var group = new MemberGroup("x", List.of(new Member("../x", new byte[0])));
        assertThatThrownBy(() -> new TreeWriter(out.resolve("tree")).write(group)).isInstanceOf(IOException.class);
    }

    private PartedArchive archive(long partBytes) {
        return new PartedArchive(new DirectoryParts(out, new ArchiveNames("p", Naming.PART, 1)), partBytes);
    }

    private static void write(GroupWriter writer) throws Exception {
        write(new LocalProject(TINY), writer);
    }

    private static void write(ProjectSource project, GroupWriter writer) throws Exception {
        write(project, writer, LIMITS);
    }

    private static void write(ProjectSource project, GroupWriter writer, Limits limits) throws Exception {
        try (var pool = new RenderPool(2, JpegBackend.JDK, LIMITS)) {
            var export = new LocalExport(project, OPTIONS, List.of(), limits);
            export.write(writer, pool, new ByteBudget(1 << 20), ExportListener.NONE, item -> {});
        }
    }

    private static SortedMap<String, String> unpacked(byte[] tar) throws IOException {
        var files = new TreeMap<String, String>();
        try (var in = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), DigestUtils.sha256Hex(in.readAllBytes()));
            }
        }
        return files;
    }

    private static SortedMap<String, String> files(Path directory) throws IOException {
        var files = new TreeMap<String, String>();
        try (var walk = Files.walk(directory)) {
            for (var file : walk.filter(Files::isRegularFile).toList()) {
                files.put(directory.relativize(file).toString(), DigestUtils.sha256Hex(Files.readAllBytes(file)));
            }
        }
        return files;
    }
}
