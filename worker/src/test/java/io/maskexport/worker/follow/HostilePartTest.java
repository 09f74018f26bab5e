package io.maskexport.worker.follow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.IndexObject;
import io.maskexport.contracts.ObjectPointer;
import io.maskexport.worker.verify.DifferenceCode;
import io.maskexport.worker.verify.MemberRules;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Parts and lists that others made to write where they must not. */
class HostilePartTest extends FollowTestBed {
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
}
