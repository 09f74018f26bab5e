package io.maskexport.worker.plan;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.maskexport.contracts.ArchiveOptions;
import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.BucketLocation;
import io.maskexport.contracts.DeltaItem;
import io.maskexport.contracts.ExportDelta;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.ExportTotals;
import io.maskexport.contracts.IndexObject;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.ObjectLocation;
import io.maskexport.contracts.ObjectPointer;
import io.maskexport.contracts.PartNaming;
import io.maskexport.contracts.ProjectName;
import io.maskexport.contracts.RenderChoices;
import io.maskexport.contracts.WarningCounts;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;
import io.maskexport.export.ItemInputs;
import io.maskexport.export.SourceOrder;
import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.UnusedStore;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DeltaPlannerTest {
    private static final ObjectLocation SINCE = new ObjectLocation("exports", "out/old/manifest.json");
    private static final ObjectPointer ELSEWHERE = new ObjectPointer("exports", "out/older/7_x.tar", "aa");
    private static final List<String> DATASETS = List.of("", "a/", "a-b/", "a/datasets/x/", "a b/", "ä/",
            "\ud83c\udf4b/",
            "\uffee/");
    private static final List<String> NAMES = List.of("x.jpg", "x-1.jpg", "x.png", "X.jpg", "ä.jpg", "\ud83c\udf4b.jpg",
            "\uffee.jpg", "y");

    /** A bucket in memory. */
    private static final class MemoryStore extends UnusedStore {
        private final Map<ObjectRef, byte[]> content = new HashMap<>();
        private final List<ObjectRef> heads = new ArrayList<>();

        boolean isReadable(ObjectRef ref) {
            return !ref.bucket().equals("secret");
        }

        String put(String key, String text) {
            content.put(new ObjectRef("exports", key), text.getBytes(UTF_8));
            return DigestUtils.sha256Hex(text);
        }

        @Override
        public Optional<ObjectInfo> head(ObjectRef ref) {
            heads.add(ref);
            return read(ref)
                    .map(bytes -> new ObjectInfo(ref, bytes.length, DigestUtils.md5Hex(bytes), Instant.EPOCH));
        }

        @Override
        public Optional<byte[]> read(ObjectRef ref) {
            return Optional.ofNullable(content.get(ref));
        }

        @Override
        public InputStream open(ObjectInfo version) {
            return new ByteArrayInputStream(read(version.ref()).orElseThrow());
        }
    }

    private static ExportRequested request() {
        return new ExportRequested("new", new BucketLocation("images", ""), new ProjectName(7, "x"), List.of(),
                RenderChoices.DEFAULTS, new BucketLocation("exports", "out/"),
                new ArchiveOptions(50_000, PartNaming.PART, true, null, true));
    }

    private static DeltaItem earlier(String source, String inputs, ObjectPointer part) {
        return new DeltaItem("of " + source, source, inputs, part, List.of(source + "/f", source + "/g"));
    }

    private static String indexLine(DeltaItem item) {
        return """
                {"item":"%s","key":"k","source":"%s","inputs":"%s","image":{"path":"%s","offset":512,"length":9},\
                "masks":{"classes":[{"path":"%s","offset":9,"length":1}]},"instances":[{"class":"path","bbox":[1,2,3,4]}]}
                """
                .formatted(item.item(), item.source(), item.inputs(), item.files().get(0), item.files().get(1));
    }

    /** Writes an earlier export: parts of a few items, and references to others. */
    private static void write(MemoryStore store, List<DeltaItem> own, List<DeltaItem> referenced, int perPart) {
        var parts = new ArrayList<ArchivePart>();
        for (int i = 0; i < own.size(); i += perPart) {
            var some = own.subList(i, Math.min(own.size(), i + perPart));
            var part = some.getFirst().part().key();
            store.put(part, "tar");
            var key = part.replace(".tar", ".items.ndjson");
            var lines = some.stream().map(DeltaPlannerTest::indexLine).collect(Collectors.joining());
            var sha256 = store.put(key, lines);
            parts.add(new ArchivePart(parts.size() + 1, "exports", part, 3, "part", DigestUtils.md5Hex("tar"),
                    some.size(), 1, "", "",
                    new IndexObject("exports", key, lines.length(), sha256, DigestUtils.md5Hex(lines))));
        }
        var list = referenced.stream().map(item -> new String(JsonRecords.write(item), UTF_8) + "\n")
                .collect(Collectors.joining());
        var pointer = new ObjectPointer("exports", "out/old/delta_unchanged.ndjson",
                store.put("out/old/delta_unchanged.ndjson", list));
        var nothing = new ExportDelta.DeltaList(0, null);
        var content = new Manifest.ExportContent("", false, List.of(), parts,
                new ExportTotals(0, 0, 0, 0, new ExportTotals.MaskCounts(0, 0, 0, 0), 0),
                WarningCounts.of(Map.of(), List.of(), null)).with(
                        new ExportDelta(pointer, new ExportDelta.DeltaList(referenced.size(), pointer), nothing,
                                nothing,
                                0));
        store.put(SINCE.key(), new String(JsonRecords.write(Manifest.completed(request(), "", content)), UTF_8));
        store.put(ELSEWHERE.key(), "tar");
    }

    /** Which items a delta has in its lists. */
    private static final class Listed {
        private final Map<String, List<DeltaItem>> written = new HashMap<>();
        private final PlannedDelta delta;

        Listed(MemoryStore store, Map<String, String> now) throws Exception {
            try (var planner = new DeltaPlanner(
                    EarlierExport.open(store, store::isReadable, SINCE, request(), Limits.defaults()),
                    this::write, SideSteps.ONE_BY_ONE)) {
                for (var item : now.entrySet()) {
                    planner.isUnchanged(new ItemInputs(item.getKey(), item.getValue()));
                }
                delta = planner.end();
            }
        }

        private Plan.ItemChunk write(List<?> items) {
            var chunk = WorkFolder.unwritten(items);
            written.put(chunk.list(), items.stream().map(DeltaItem.class::cast).toList());
            return chunk;
        }

        List<DeltaItem> items(List<Plan.ItemChunk> chunks) {
            return chunks.stream().flatMap(chunk -> written.getOrDefault(chunk.list(), List.of()).stream()).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 50})
    void random_listings_are_compared_item_by_item_in_whatever_part_or_list_the_earlier_one_has_them(int perPart)
            throws Exception {
        for (int seed = 0; seed < 40; seed++) {
            var random = new Random(seed);
            var before = new TreeMap<String, DeltaItem>(SourceOrder::compare);
            var now = new TreeMap<String, String>(SourceOrder::compare);
            int own = 0;
            for (var place : places()) {
                int chance = random.nextInt(6);
                if (chance > 1) {
                    var part = random.nextBoolean()
                            ? ELSEWHERE
                            : new ObjectPointer("exports", "out/old/7_x_part_%d.tar".formatted(own++ / perPart),
                                    "part");
                    before.put(place, earlier(place, "1", part));
                }
                if (chance != 2 && chance != 0) {
                    now.put(place, chance == 3 ? "2" : "1");
                }
            }
            var store = new MemoryStore();
            write(store, before.values().stream().filter(item -> !item.part().equals(ELSEWHERE)).toList(),
                    before.values().stream().filter(item -> item.part().equals(ELSEWHERE)).toList(), perPart);

            var listed = new Listed(store, now);

            assertThat(listed.items(listed.delta.unchanged())).containsExactlyElementsOf(before.values().stream()
                    .filter(item -> item.inputs().equals(now.get(item.source()))).toList());
            assertThat(listed.items(listed.delta.changed())).containsExactlyElementsOf(before.values().stream()
                    .filter(item -> "2".equals(now.get(item.source()))).toList());
            assertThat(listed.items(listed.delta.removed())).containsExactlyElementsOf(before.values().stream()
                    .filter(item -> !now.containsKey(item.source())).toList());
            assertThat(listed.delta.added())
                    .isEqualTo(now.keySet().stream().filter(place -> !before.containsKey(place)).count());
        }
    }

    private static List<String> places() {
        return DATASETS.stream().flatMap(dataset -> NAMES.stream().map(name -> dataset + name))
                .sorted(SourceOrder::compare).toList();
    }

    @Test
    void lists_of_many_items_are_cut_into_chunks() throws Exception {
        var part = new ObjectPointer("exports", "out/old/7_x.tar", "part");
        var own = IntStream.range(0, 60_000).mapToObj(i -> earlier("ds/%06d.jpg".formatted(i), "1", part)).toList();
        var store = new MemoryStore();
        write(store, own, List.of(), own.size());
        var now = own.stream().collect(Collectors.toMap(DeltaItem::source, DeltaItem::inputs, (a, _) -> a,
                () -> new TreeMap<>(SourceOrder::compare)));

        var listed = new Listed(store, now);

        assertThat(listed.delta.unchanged()).hasSizeBetween(10, 40);
        assertThat(listed.items(listed.delta.unchanged())).hasSize(own.size());
    }

    private static void assertUnusable(MemoryStore store, String why) {
        assertUnusable(store, Map.of(), why);
    }

    private static void assertUnusable(MemoryStore store, Map<String, String> now, String why) {
        assertThatThrownBy(() -> new Listed(store, now)).isInstanceOfSatisfying(DefectException.class, e -> {
            assertThat(e.code()).isEqualTo(DefectCode.SINCE_UNUSABLE);
            assertThat(e.defect().detail()).startsWith("since: ").contains(why);
        });
    }

    private static MemoryStore with(String list, String sha256) {
        var store = new MemoryStore();
        write(store, List.of(), List.of(), 1);
        var manifest = new String(store.read(new ObjectRef("exports", SINCE.key())).orElseThrow(), UTF_8);
        store.put("out/old/delta_unchanged.ndjson", list);
        store.put(SINCE.key(), manifest.replace(DigestUtils.sha256Hex(""), sha256));
        return store;
    }

    @Test
    void what_another_writes_into_a_list_is_never_taken_for_one() throws IOException {
        var a = new String(JsonRecords.write(earlier("a/a", "1", ELSEWHERE)), UTF_8) + "\n";
        var b = new String(JsonRecords.write(earlier("a/b", "1", ELSEWHERE)), UTF_8) + "\n";
        for (var wrong : Map.of(b + a, "is not after", a + a, "is not after", a + "7", "not an object", a + "[]",
                "not an object", "{}", "without item", a.replace("\"a/a\"", "7"), "instead of a string",
                a.substring(0, 60), "not JSON", a.replace("{\"bucket\"", "{{"), "not JSON",
                a.replaceFirst("\"part\":\\{[^}]*}", "\"part\":7"), "not an object").entrySet()) {
            assertUnusable(with(wrong.getKey(), DigestUtils.sha256Hex(wrong.getKey())), wrong.getValue());
        }
        assertUnusable(with(a + b, DigestUtils.sha256Hex(a)), "SHA-256");
        for (var wrong : Map.of("\u0000", "not JSON", "\u0000\u0000\u0000{\u007f\u0000\u0000\u0000", "not JSON",
                a.replace("\"part\"", "\"parts\""), "which part", a.replace("\"sha256\":\"aa\"", "\"sha256\":\"\""),
                "no bucket, key or SHA-256", "{\"x\":" + "[".repeat(2_000), "nesting depth").entrySet()) {
            assertUnusable(with(wrong.getKey(), DigestUtils.sha256Hex(wrong.getKey())), wrong.getValue());
        }
        assertThat(new EarlierLinesOf(a + "  \r\n" + b).count()).isEqualTo(2);
    }

    @Test
    void a_part_of_a_still_earlier_export_is_needed_only_by_the_items_that_it_holds() throws Exception {
        var items = IntStream.range(0, 3_000)
                .mapToObj(i -> earlier("ds/%04d.jpg".formatted(i), "1",
                        new ObjectPointer("exports", "out/older/%d.tar".formatted(i / 3), "aa")))
                .toList();
        var now = new TreeMap<String, String>(SourceOrder::compare);
        items.forEach(item -> now.put(item.source(), "1"));
        var store = new MemoryStore();
        write(store, List.of(), items, 1);
        items.forEach(item -> store.put(item.part().key(), "tar"));
        store.heads.clear();

        assertThat(new Listed(store, now).delta.unchanged()).isNotEmpty();
        assertThat(store.heads.stream().filter(ref -> ref.key().startsWith("out/older/"))).hasSize(1_000)
                .doesNotHaveDuplicates();

        store.content.remove(new ObjectRef("exports", "out/older/7.tar"));
        assertUnusable(store, now, "s3://exports/out/older/7.tar does not exist");
        List.of("21", "22", "23").forEach(number -> now.put("ds/00%s.jpg".formatted(number), "2"));
        var listed = new Listed(store, now);
        assertThat(listed.items(listed.delta.changed())).hasSize(3);
    }

    @Test
    void a_list_leads_to_no_place_that_may_not_be_read() throws Exception {
        var item = earlier("a/a", "1", new ObjectPointer("secret", "x.tar", "aa"));
        var store = new MemoryStore();
        write(store, List.of(), List.of(item), 1);
        store.heads.clear();
        assertUnusable(store, Map.of("a/a", "1"), "reading s3://secret/x.tar is not allowed");
        assertThat(store.heads).noneMatch(ref -> ref.bucket().equals("secret"));
    }

    /** Two words of four letters each, whose sums are the same whatever a parser's table is seeded with. */
    private static String colliding(int count) {
        int inverse = 1;
        for (int i = 0; i < 6; i++) {
            inverse *= 2 - 33 * inverse;
        }
        var random = new Random(1);
        var names = new LinkedHashSet<String>();
        while (names.size() < count) {
            int first = 0;
            for (int i = 0; i < 4; i++) {
                first = first << 8 | ('a' + random.nextInt(26));
            }
            int hash = first + (first >>> 15);
            int second = (0x20202020 - (hash ^ hash >>> 9)) * inverse;
            var name = new String(ByteBuffer.allocate(8).putInt(first).putInt(second).array(), ISO_8859_1);
            if (name.matches("[ !#-\\[\\]-~]+")) {
                names.add(name);
            }
        }
        return names.stream().map(name -> "\"" + name + "\":1,").collect(Collectors.joining());
    }

    @Test
    void fields_whose_names_collide_are_read_like_any_other() throws IOException {
        var line = "{" + colliding(2_000) + new String(JsonRecords.write(earlier("a/a", "1", ELSEWHERE)), UTF_8)
                .substring(1);
        assertThat(new EarlierLinesOf(line).count()).isEqualTo(1);
        assertThat(JsonRecords.read(line.getBytes(UTF_8), DeltaItem.class).item()).isEqualTo("of a/a");
    }

    @Test
    void a_line_of_many_empty_names_takes_no_more_memory_than_one_of_long_names() {
        var one = "{\"item\":\"a\",\"source\":\"b\",\"inputs\":\"c\",\"files\":[" + "\"\",".repeat(2_100_000)
                + "\"\"]}";
        assertUnusable(with(one, DigestUtils.sha256Hex(one)), "too many files");
    }

    @Test
    void items_without_names_are_cut_into_chunks_too() throws Exception {
        var part = new ObjectPointer("e", "k", "s");
        var items = IntStream.range(0, 20_000)
                .mapToObj(i -> new DeltaItem("", "%05d".formatted(i), "", part, List.of())).toList();
        var store = new MemoryStore();
        write(store, List.of(), items, 1);
        assertThat(new Listed(store, Map.of()).delta.removed()).hasSizeGreaterThan(2);
    }

    /** Lines that are read to their end. */
    private record EarlierLinesOf(String text) {
        int count() throws IOException {
            var pointer = new ObjectPointer("exports", "out/old/x.ndjson", DigestUtils.sha256Hex(text));
            int count = 0;
            try (var lines = new EarlierLines(pointer, Optional.empty(), new ByteArrayInputStream(text.getBytes(UTF_8)),
                    Limits.defaults())) {
                while (lines.next() != null) {
                    count++;
                }
            } catch (DefectException e) {
                throw new AssertionError(e);
            }
            return count;
        }
    }

    @Test
    void a_manifest_names_only_files_of_its_own_folder_and_has_a_bounded_size() throws Exception {
        var store = new MemoryStore();
        write(store, List.of(earlier("a/a", "1", new ObjectPointer("exports", "out/older/7_x.tar", "part"))), List.of(),
                1);
        assertUnusable(store, "is not in the folder of the manifest");
        for (var name : List.of("", ".", "..")) {
            write(store, List.of(earlier("a/a", "1", new ObjectPointer("exports", "out/old/" + name, "part"))),
                    List.of(),
                    1);
            assertUnusable(store, "is not in the folder of the manifest");
        }
        assertThatThrownBy(
                () -> EarlierExport.open(store, store::isReadable, SINCE, request(),
                        Limits.defaults().with(Limit.META_BYTES, 100)))
                .isInstanceOfSatisfying(DefectException.class,
                        e -> assertThat(e.defect().limit()).contains(Limit.META_BYTES));
    }
}
