package io.maskexport.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class PartedArchiveTest {
    private static final List<MemberGroup> GROUPS = groups(20, 5_000);

    private final MemoryParts parts = new MemoryParts();

    @Test
    void a_part_is_cut_before_the_group_that_would_overflow_it() throws Exception {
        var summaries = write(parts, GROUPS, 20_000, true);

        assertThat(summaries).hasSizeGreaterThan(2).allSatisfy(p -> assertThat(p.bytes()).isLessThanOrEqualTo(20_000));
        for (int i = 1; i < summaries.size(); i++) {
            var next = group(summaries.get(i).first());
            long room = 20_000 - TarSize.END_OF_ARCHIVE;
            assertThat(summaries.get(i - 1).bytes() + TarSize.of(next)).isGreaterThan(room);
        }
    }

    @Test
    void a_group_larger_than_the_limit_gets_a_part_of_its_own() throws Exception {
        var large = new MemberGroup("large", List.of(new Member("large.bin", new byte[30_000])));
        var groups = List.of(GROUPS.get(0), large, GROUPS.get(1));

        var summaries = write(parts, groups, 20_000, false);

        assertThat(summaries).extracting(PartSummary::first).containsExactly(GROUPS.get(0).name(), "large",
                GROUPS.get(1).name());
        assertThat(summaries.get(1)).isEqualTo(new PartSummary(2, 512 + 30_208, sha256(parts.part(2)), 1, 1,
                "large", "large", Optional.empty()));
    }

    @Test
    void summaries_say_exactly_what_was_written() throws Exception {
        var summaries = write(parts, GROUPS, 20_000, true);

        for (var part : summaries) {
            byte[] bytes = parts.part(part.number());
            assertThat(part.bytes()).isEqualTo(bytes.length);
            assertThat(part.sha256()).isEqualTo(sha256(bytes));
            assertThat(part.members()).isEqualTo(read(bytes).size());
        }
        assertThat(summaries.stream().mapToInt(PartSummary::groups).sum()).isEqualTo(GROUPS.size());
        assertThat(summaries.getFirst().first()).isEqualTo(GROUPS.getFirst().name());
        assertThat(summaries.getLast().last()).isEqualTo(GROUPS.getLast().name());
    }

    @Test
    void adding_says_which_part_it_ended() throws Exception {
        try (var archive = new PartedArchive(parts, 20_000)) {
            for (var group : GROUPS) {
                boolean fits = archive.fits(group);
                assertThat(archive.add(group).isEmpty()).isEqualTo(fits);
            }
        }
        assertThat(parts.committed).isNotEmpty();
    }

    @Test
    void concatenated_parts_are_one_archive() throws Exception {
        write(parts, GROUPS, 20_000, true);

        assertThat(read(parts.joined())).containsExactlyEntriesOf(members(GROUPS));
    }

    @Test
    void tar_of_this_machine_reads_the_parts_joined_and_each_alone(@TempDir Path folder) throws Exception {
        write(parts, GROUPS, 20_000, true);

        assertThat(extract(parts.joined(), folder.resolve("joined"))).isEqualTo(members(GROUPS).size());
        int alone = 0;
        for (var part : parts.committed.entrySet()) {
            alone += extract(part.getValue(), folder.resolve("part" + part.getKey()));
        }
        assertThat(alone).isEqualTo(members(GROUPS).size());
    }

    @Test
    void end_of_archive_blocks_are_written_only_on_demand() throws Exception {
        var ended = new MemoryParts();
        write(parts, GROUPS, 1 << 20, false);
        write(ended, GROUPS, 1 << 20, true);

        byte[] open = parts.joined();
        assertThat(ended.joined()).startsWith(open).hasSize(open.length + TarSize.END_OF_ARCHIVE)
                .endsWith(new byte[1024]);
    }

    @Test
    void the_end_of_an_archive_without_groups_is_a_part_too() throws Exception {
        assertThat(write(parts, List.of(), 20_000, false)).isEmpty();
        assertThat(write(parts, List.of(), 20_000, true)).extracting(PartSummary::bytes).containsExactly(1024L);
    }

    @Test
    void closing_without_finish_aborts_the_current_part_and_keeps_the_finished_ones() throws Exception {
        try (var archive = new PartedArchive(parts, 20_000)) {
            for (var group : GROUPS.subList(0, 6)) {
                archive.add(group);
            }
        }
        assertThat(parts.committed).containsOnlyKeys(1);
        assertThat(parts.aborted).containsExactly(2);
    }

    @Test
    void nothing_in_the_headers_depends_on_the_machine_or_the_time() throws Exception {
        write(parts, GROUPS, 1 << 20, true);
        try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(parts.joined()), "UTF-8")) {
            for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                assertThat(e.getLastModifiedTime().toString()).isEqualTo("1980-01-01T00:00:00Z");
                assertThat(e.getLongUserId() + e.getLongGroupId()).isZero();
                assertThat(e.getUserName() + e.getGroupName()).isEmpty();
                assertThat(e.getMode()).isEqualTo(0100644);
            }
        }
    }

    @Test
    void the_same_groups_give_the_same_bytes() throws Exception {
        var again = new MemoryParts();
        write(parts, GROUPS, 20_000, true);
        write(again, groups(20, 5_000), 20_000, true);

        assertThat(again.joined()).isEqualTo(parts.joined());
    }

    static Stream<String> names() {
        var lengths = IntStream.of(1, 98, 99, 100, 101, 130, 480, 490, 491, 492, 493, 494, 500, 501, 600, 980, 990, 995,
                1000, 1005, 1010);
        return Stream.concat(
                lengths.boxed().flatMap(n -> Stream.of("a".repeat(n), "é".repeat(n), "d/".repeat(n) + "x")),
                Stream.of("ds/img/лимон.png", "ds/img/柠檬.jpg", "ds/img/🍋.png", "ds/img/a\nb'\".png", "-dash",
                        "back\\slash"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void sizes_are_known_in_advance_and_names_are_read_back(String name) throws Exception {
        for (int bytes : new int[] {0, 1, 511, 512, 513}) {
            var sink = new MemoryParts();
            var group = new MemberGroup(name, List.of(new Member(name, new byte[bytes])));
            write(sink, List.of(group), 1 << 20, false);

            assertThat(sink.joined()).hasSize((int) TarSize.of(group));
            assertThat(read(sink.joined())).containsOnlyKeys(name);
        }
    }

    private static List<PartSummary> write(PartSink sink, List<MemberGroup> groups, long limit, boolean end)
            throws IOException {
        try (var archive = new PartedArchive(sink, limit)) {
            for (var group : groups) {
                archive.add(group);
            }
            return archive.finish(end);
        }
    }

    private static List<MemberGroup> groups(int count, int size) {
        var random = new Random(42);
        return IntStream.range(0, count).mapToObj(i -> {
            var members = new ArrayList<Member>();
            for (var name : List.of("ds/img/" + i + ".png", "ds/masks_machine/лимон " + i + ".png")) {
                byte[] content = new byte[random.nextInt(size)];
                random.nextBytes(content);
                members.add(new Member(name, content));
            }
            return new MemberGroup("ds/img/" + i + ".png", members);
        }).toList();
    }

    private static MemberGroup group(String name) {
        return GROUPS.stream().filter(g -> g.name().equals(name)).findFirst().orElseThrow();
    }

    private static Map<String, Integer> members(List<MemberGroup> groups) {
        var members = new LinkedHashMap<String, Integer>();
        groups.forEach(g -> g.members().forEach(m -> members.put(m.path(),
                Arrays.hashCode(m.content()))));
        return members;
    }

    private static Map<String, Integer> read(byte[] tar) throws IOException {
        var members = new LinkedHashMap<String, Integer>();
        try (var in = new TarArchiveInputStream(new ByteArrayInputStream(tar), "UTF-8")) {
            for (TarArchiveEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                assertThat(members.put(e.getName(), Arrays.hashCode(in.readAllBytes()))).isNull();
            }
        }
        return members;
    }

    private static int extract(byte[] tar, Path folder) throws Exception {
        Files.createDirectory(folder);
        var process = new ProcessBuilder("tar", "-xf", "-", "-C", folder.toString()).redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(tar);
        }
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        try (var files = Files.walk(folder)) {
            return (int) files.filter(Files::isRegularFile).count();
        }
    }

    private static String sha256(byte[] bytes) throws Exception {
        return DigestUtils.sha256Hex(bytes);
    }
}
