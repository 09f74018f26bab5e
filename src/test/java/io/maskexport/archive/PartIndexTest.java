package io.maskexport.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PartIndexTest {
    private static final List<String> NAMES = List.of("a", "x".repeat(99), "x".repeat(100), "x".repeat(101), "ü",
            "ф".repeat(45), "ф".repeat(46), "\ud83d\ude00", "y".repeat(300), "img/" + "z".repeat(150));
    private static final List<Integer> SIZES = List.of(0, 1, 511, 512, 513, 1_024, 70_000);

    private final MemoryParts parts = new MemoryParts();

    /** Path, offset and length of each member. */
    private record Line() implements IndexEntry {
        @Override
        public void writeTo(OutputStream out, List<PlacedMember> members) throws IOException {
            out.write(
                    members.stream().map(Object::toString).collect(Collectors.joining("|", "", "\n")).getBytes(UTF_8));
        }

        @Override
        public long heldBytes() {
            return 7;
        }
    }

    private static List<MemberGroup> groups() {
        var groups = new ArrayList<MemberGroup>();
        for (int i = 0; i < NAMES.size() * SIZES.size(); i++) {
            var name = i + NAMES.get(i % NAMES.size());
            var content = new byte[SIZES.get(i % SIZES.size())];
            Arrays.fill(content, (byte) (i + 1));
            groups.add(new MemberGroup(name,
                    List.of(new Member(name, content), new Member("other/" + name, new byte[i])),
                    Optional.of(new Line())));
        }
        return groups;
    }

    private List<PartSummary> write(MemoryParts to, long partBytes, boolean indexed, List<MemberGroup> groups)
            throws IOException {
        try (var archive = new PartedArchive(to, partBytes, indexed)) {
            for (var group : groups) {
                archive.add(group);
            }
            return archive.finish(true);
        }
    }

    private static List<String> placed(byte[] part) throws IOException {
        var tar = new TarArchiveInputStream(new ByteArrayInputStream(part), 512, 512, UTF_8.name());
        var members = new ArrayList<String>();
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            members.add(new PlacedMember(entry.getName(), tar.getBytesRead(), entry.getSize()).toString());
        }
        return members;
    }

    @Test
    void every_line_says_where_the_content_of_each_member_is() throws Exception {
        for (long partBytes : List.of(10_240L, 100_000L, 1L << 30)) {
            var sink = new MemoryParts();
            for (var part : write(sink, partBytes, true, groups())) {
                var text = new String(sink.index(part.number()), UTF_8);
                assertThat(text.lines()).hasSize(part.groups());
                assertThat(text.lines().flatMap(line -> Arrays.stream(line.split("\\|"))).toList())
                        .isEqualTo(placed(sink.part(part.number())));
            }
        }
    }

    @Test
    void the_parts_are_the_same_with_and_without_an_index() throws Exception {
        var without = new MemoryParts();
        write(parts, 100_000, true, groups());
        write(without, 100_000, false, groups());

        assertThat(parts.joined()).isEqualTo(without.joined());
        assertThat(without.indexes).isEmpty();
    }

    @Test
    void a_summary_says_what_the_index_is() throws Exception {
        for (var part : write(parts, 100_000, true, groups())) {
            var index = parts.index(part.number());
            assertThat(part.index()).contains(new IndexSummary(index.length, DigestUtils.sha256Hex(index)));
        }
    }

    @Test
    void a_part_without_items_has_an_empty_index() throws Exception {
        var summary = write(parts, 100_000, true, List.of(new MemberGroup("meta.json", List.of()))).getFirst();

        assertThat(summary.index()).contains(new IndexSummary(0, DigestUtils.sha256Hex("")));
        assertThat(parts.index(1)).isEmpty();
    }

    @Test
    void an_index_is_committed_before_its_part_and_discarded_with_it() throws Exception {
        write(parts, 10_240, true, groups());

        assertThat(parts.order).hasSize(2 * parts.committed.size());
        assertThat(IntStream.range(0, parts.order.size())).allMatch(
                i -> parts.order.get(i).equals((i % 2 == 0 ? "index " : "part ") + (i / 2 + 1)));

        var aborted = new MemoryParts();
        try (var archive = new PartedArchive(aborted, 10_240, true)) {
            archive.add(groups().getFirst());
        }
        assertThat(aborted.committed).isEmpty();
        assertThat(aborted.indexes).isEmpty();
        assertThat(aborted.aborted).containsExactly(1);
    }

    @Test
    void a_part_whose_index_cannot_begin_is_discarded() {
        var sink = new PartSink() {
            @Override
            public CommitOutputStream<byte[]> open(int number) {
                return parts.open(number);
            }
        };
        assertThatThrownBy(() -> {
            try (var archive = new PartedArchive(sink, 10_240, true)) {
                archive.add(groups().getFirst());
            }
        }).isInstanceOf(UnsupportedOperationException.class);
        assertThat(parts.aborted).containsExactly(1);
    }

    @Test
    void a_line_is_written_with_its_group_and_not_kept() throws Exception {
        var lines = new int[1];
        var sink = new PartSink() {
            @Override
            public CommitOutputStream<byte[]> open(int number) {
                return parts.open(number);
            }

            @Override
            public CommitOutputStream<byte[]> openIndex(int number) {
                return new CommitOutputStream<>() {
                    @Override
                    public void write(int b) {
                        lines[0] += b == '\n' ? 1 : 0;
                    }

                    @Override
                    public byte[] commit() {
                        return new byte[0];
                    }

                    @Override
                    public void close() {}
                };
            }
        };
        try (var archive = new PartedArchive(sink, 1 << 30, true)) {
            for (int i = 0; i < 50; i++) {
                archive.add(groups().get(i));
                assertThat(lines[0]).isEqualTo(i + 1);
            }
        }
    }

    @Test
    void a_group_holds_the_memory_of_its_members_and_of_its_line() {
        assertThat(new MemberGroup("a", List.of(new Member("a", new byte[10])), Optional.of(new Line())).heldBytes())
                .isEqualTo(17);
    }
}
