package io.maskexport.worker.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.Manifest;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class IndexCheckTest {
    @TempDir
    private Path folder = Path.of("");
    @SuppressWarnings("NullAway.Init") // set before each test
    private IndexedExport export;

    @BeforeEach
    void begin() throws IOException {
        export = new IndexedExport(folder);
    }

    @Test
    void instance_masks_are_assigned_to_classes_whatever_the_classes_are_called() throws Exception {
        export.item("a.png");
        export.render();

        var line = export.lines("p.items.ndjson").getFirst();
        assertThat(line.path("item").asText()).isEqualTo("ds/img/a.png");
        assertThat(line.path("width").asInt()).isEqualTo(64);
        assertThat(line.path("height").asInt()).isEqualTo(48);
        assertThat(line.at("/image/width").asInt()).isEqualTo(64);
        assertThat(line.at("/image/height").asInt()).isEqualTo(48);
        var objects = line.path("instances").valueStream().toList();
        assertThat(objects).map(o -> o.at("/mask/path").asText()).containsExactly("ds/masks_instances/a/car.png",
                "ds/masks_instances/a/car_01.png", "ds/masks_instances/a/car_01_01.png");
        assertThat(objects).map(o -> o.path("class").asText()).containsExactly("car", "car", "car_01");
        assertThat(objects).map(o -> o.path("classIndex").asInt()).containsExactly(1, 1, 2);
        assertThat(objects).map(o -> o.path("objectId").asText()).containsExactly("1002", "1010", "1040");
        assertThat(objects).map(o -> o.path("id").asInt()).containsExactly(1, 2, 3);
        assertThat(objects).map(o -> o.path("bbox").toString()).containsExactly("[2,5,10,16]", "[10,5,20,16]",
                "[40,5,10,16]");
        assertThat(objects).map(o -> o.path("area").asInt()).containsExactly(160, 320, 160);
        assertThat(objects).map(o -> o.path("visibleArea").asInt()).containsExactly(160, 288, 160);
    }

    @Test
    void the_archive_lists_its_classes() throws Exception {
        export.item("a.png");
        export.render();

        assertThat(new String(members(folder.resolve("out/p.tar")).get("classes.json"), UTF_8)).isEqualTo("""
                {
                  "background": 0,
                  "bitDepth": 8,
                  "ignoreIndex": null,
                  "classes": [
                    {"index": 0, "title": "background", "rgb": [0, 0, 0]},
                    {"index": 1, "title": "car", "rgb": [255, 0, 0]},
                    {"index": 2, "title": "car_01", "rgb": [0, 255, 0]}
                  ]
                }
                """);
    }

    /** From one part to a part for each item; items with defects, and names that need extended headers. */
    @ParameterizedTest
    @CsvSource({"500000000, part, 1", "60000, part, 2", "10240, part, 9", "60000, volume, 2", "10240, volume, 9"})
    void what_a_line_names_is_where_it_says(long partBytes, String naming, int leastParts) throws Exception {
        for (int i = 0; i < 12; i++) {
            export.item(i + ".png");
        }
        export.item("ф".repeat(60) + ".png");
        export.item("x".repeat(150) + ".jpg");
        export.image("no annotation.png", 9, 9);
        export.image("broken.png", 9, 9);
        export.write("ds/ann/broken.png.json", "{".getBytes(UTF_8));
        export.annotation("no image.png", 8, 8, IndexedExport.rectangle("car", 0, 0, 3, 3));
        export.write("ds/img/strange.gif", new byte[700]);
        export.image("other size.png", 20, 20);
        export.annotation("other size.png", 30, 30, IndexedExport.rectangle("car", -5, -5, 99, 3),
                IndexedExport.rectangle("ghost", 0, 0, 3, 3));
        export.write("ds/img/large.png", new byte[80_000]);

        var content = export.render("--part-max-bytes", Long.toString(partBytes), "--naming", naming);

        assertThat(content.parts()).hasSizeGreaterThanOrEqualTo(leastParts);
        compare(content);
    }

    private void compare(Manifest.ExportContent content) throws IOException {
        long lines = 0;
        for (var part : content.parts()) {
            var bytes = Files.readAllBytes(export.out.resolve(part.key()));
            var expected = members(export.out.resolve(part.key()));
            var index = Objects.requireNonNull(part.index());
            for (var line : export.lines(index.key())) {
                lines++;
                for (var member : files(line)) {
                    int offset = member.path("offset").asInt();
                    assertThat(expected.remove(member.path("path").asText()))
                            .isEqualTo(Arrays.copyOfRange(bytes, offset, offset + member.path("length").asInt()));
                }
            }
            expected.keySet().removeIf(path -> !path.contains("/"));
            assertThat(expected).isEmpty();
        }
        assertThat(lines).isEqualTo(content.totals().items());
    }

    /** Everything that has an offset. */
    private static List<JsonNode> files(JsonNode line) {
        var files = new ArrayList<JsonNode>();
        for (var parent : line.findParents("offset")) {
            files.add(parent);
        }
        return files;
    }

    private static Map<String, byte[]> members(Path part) throws IOException {
        try (var tar = new TarArchiveInputStream(Files.newInputStream(part), UTF_8.name())) {
            var members = new HashMap<String, byte[]>();
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                members.put(entry.getName(), tar.readAllBytes());
            }
            return members;
        }
    }

    /** A file and a folder of one name cannot be unpacked together. */
    @Test
    void a_dataset_called_like_the_list_of_classes_gets_another_name_only_if_there_is_a_list() throws Exception {
        export.item("a.png");
        Files.move(export.project.resolve("ds"), export.project.resolve("Classes.json"));

        assertThat(export.render().parts().getFirst().firstItem()).isEqualTo("Classes~2.json/img/a.png");
        assertThat(export.renderWithoutIndex().parts().getFirst().firstItem()).isEqualTo("Classes.json/img/a.png");
    }

    @Test
    void an_export_without_an_index_says_nothing_of_one() throws Exception {
        export.item("a.png");
        var indexed = export.render().parts().getFirst();
        var part = export.renderWithoutIndex().parts().getFirst();

        assertThat(part.index()).isNull();
        assertThat(export.text("manifest.json")).doesNotContain("index\": {");
        assertThat(members(export.out.resolve(part.key()))).doesNotContainKey("classes.json");
        assertThat(part.members()).isEqualTo(indexed.members() - 1);
        assertThat(export.out.resolve("p.items.ndjson")).doesNotExist();
    }

    @Test
    void an_empty_project_has_an_empty_index() throws Exception {
        var part = export.render().parts().getFirst();

        assertThat(Objects.requireNonNull(part.index()).bytes()).isZero();
        assertThat(export.text("p.items.ndjson")).isEmpty();
    }

    @Test
    void an_item_that_leaves_nothing_in_the_archive_has_a_line_without_files() throws Exception {
        export.item("a.png");
        export.item("b.png");
        export.write("ds/img/a.png", new byte[2_000]);
        export.write("ds/ann/a.png.json", new byte[2_000]);
        export.write("ds/img/c.png", new byte[2_000]);
        export.render("--limit", "IMAGE_BYTES=1900");

        var lines = export.lines("p.items.ndjson");
        assertThat(lines).map(line -> line.path("item").asText()).containsExactly("ds/img/a.png", "ds/img/b.png",
                "ds/img/c.png");
        assertThat(lines).map(line -> files(line).isEmpty()).containsExactly(true, false, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "--masks human,machine,semantic_rgb,instance,palette,class,instance_id,coco_instances,coco_panoptic",
        "--masks coco_instances,coco_panoptic", "--layout webdataset --masks instance,coco_instances,coco_panoptic",
        "--masks instance,coco_instances --no-images --no-annotations",
        "--masks palette,class",
        "--draw-order annotation", "--draw-order area-desc --masks machine,instance,class",
        "--select-class car_01 --masks machine,instance", "--no-images --no-annotations --masks machine,instance",
        "--compat reference", "--masks instance_id --part-max-bytes 10240", "--sample 3"})
    void an_index_fits_its_parts_whatever_is_selected_drawn_and_encoded(String options) throws Exception {
        for (int i = 0; i < 5; i++) {
            export.item(i + ".png");
        }
        export.item("x".repeat(120) + ".png");
        export.image("no annotation.png", 9, 9);

        compare(export.render(options.split(" ")));
    }

    @Test
    void the_visible_area_follows_the_order_of_drawing() throws Exception {
        export.item("a.png");
        export.render("--draw-order", "annotation");

        assertThat(export.lines("p.items.ndjson").getFirst().path("instances").valueStream()
                .map(object -> object.path("visibleArea").asInt())).containsExactly(128, 320, 160);
    }

    @Test
    void the_index_knows_the_sizes_of_images_and_of_masks() throws Exception {
        export.image("a.png", 21, 13);
        export.annotation("a.png", 64, 48);
        export.image("b.png", 7, 5);
        export.write("ds/img/c.png", new byte[600]);
        export.render();

        assertThat(export.lines("p.items.ndjson")).map(line -> List.of(line.at("/image/width").asInt(),
                line.at("/image/height").asInt(), line.path("width").asInt(), line.path("height").asInt()))
                .containsExactly(List.of(21, 13, 64, 48), List.of(7, 5, 0, 0), List.of(0, 0, 0, 0));
    }

    @Test
    void without_masks_the_index_still_knows_the_objects() throws Exception {
        export.item("a.png");
        export.render("--masks", "none");

        var line = export.lines("p.items.ndjson").getFirst();
        assertThat(line.path("masks")).isEmpty();
        assertThat(line.path("instances")).hasSize(3).noneMatch(object -> object.has("mask"));
    }

    @Test
    void an_archive_that_replaces_another_leaves_no_index_of_it() throws Exception {
        for (int i = 0; i < 12; i++) {
            export.item(i + ".png");
        }
        export.render("--part-max-bytes", "10240");
        export.render("--force");

        try (var files = Files.list(export.out)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("p.tar",
                    "p.items.ndjson", "SHA256SUMS", "manifest.json");
        }
    }

    enum IndexCorruption {
        A_LINE_IS_LOST("(?s)^[^\n]*\n", "", DifferenceCode.INDEX_LINE),
        A_LINE_IS_THERE_TWICE("(?s)^([^\n]*\n)", "$1$1", DifferenceCode.INDEX_LINE),
        LINES_ARE_EXCHANGED("(?s)^([^\n]*\n)([^\n]*\n)", "$2$1", DifferenceCode.INDEX_LINE),
        ANOTHER_ITEM_IS_NAMED("(?s)^(.*?)ds/img/a", "$1ds/img/c", DifferenceCode.INDEX_LINE),
        A_PATH_IS_WRONG("masks_human/a", "masks_human/b", DifferenceCode.INDEX_LINE),
        AN_OFFSET_IS_WRONG("\"offset\":512,", "\"offset\":513,", DifferenceCode.INDEX_LINE),
        A_LENGTH_IS_WRONG("\"length\":", "\"length\":1", DifferenceCode.INDEX_LINE),
        A_FILE_IS_NOT_NAMED("\"image\":\\{[^}]*\\},", "", DifferenceCode.INDEX_LINE),
        IT_IS_NOT_JSON("(?s)^\\{", "", DifferenceCode.INDEX_LINE),
        AN_AREA_IS_WRONG("\"area\":160", "\"area\":161", DifferenceCode.INDEX_PIXELS),
        A_BOX_IS_WRONG("\\[2,5,10,16\\]", "[2,5,10,17]", DifferenceCode.INDEX_PIXELS);

        private final String pattern;
        private final String replacement;
        private final List<DifferenceCode> found;

        IndexCorruption(String pattern, String replacement, DifferenceCode... found) {
            this.pattern = pattern;
            this.replacement = replacement;
            this.found = List.of(found);
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_corruption_of_an_index_is_found_under_its_code(IndexCorruption corruption) throws Exception {
        export.item("a.png");
        export.item("b.png");
        export.annotation("b.png", 64, 48, IndexedExport.rectangle("car", 1, 1, 5, 5));
        export.render();
        export.replace(index -> index.replaceFirst(corruption.pattern, corruption.replacement));

        assertThat(export.codes()).as(export.differences().toString())
                .containsExactlyInAnyOrderElementsOf(corruption.found);
    }

    @Test
    void an_index_that_is_missing_or_changed_is_found() throws Exception {
        export.item("a.png");
        export.render();
        var index = export.out.resolve("p.items.ndjson");
        var content = Files.readAllBytes(index);

        Files.delete(index);
        assertThat(export.codes()).containsExactly(DifferenceCode.INDEX);
        Files.write(index, Arrays.copyOf(content, content.length - 1));
        assertThat(export.codes()).containsExactly(DifferenceCode.INDEX);
        Files.write(index, new String(content, UTF_8).replace("\"id\":1", "\"id\":7").getBytes(UTF_8));
        assertThat(export.codes()).containsExactly(DifferenceCode.INDEX);
        Files.write(index, content);
        assertThat(export.codes()).isEmpty();
    }

    @Test
    void a_list_of_classes_that_contradicts_the_manifest_is_found() throws Exception {
        export.item("a.png");
        export.render();
        var manifest = export.text("manifest.json");

        Files.writeString(export.out.resolve("manifest.json"), manifest.replace("\"car_01\"", "\"car_02\""));
        assertThat(export.differences()).filteredOn(d -> d.subject().equals("classes.json"))
                .extracting(ExportDifference::code).containsExactly(DifferenceCode.CLASS_MAP);
        Files.writeString(export.out.resolve("manifest.json"),
                manifest.replace("\"sixteenBit\": false", "\"sixteenBit\": true"));
        assertThat(export.codes()).containsExactly(DifferenceCode.CLASS_MAP);
    }

    @Test
    void a_line_without_unknown_fields_is_read_like_one_with_them() throws Exception {
        var line = JsonRecords
                .read("""
                        {"item": "a", "more": [], "masks": {"machine": {"path": "m", "offset": 1, "length": 2},
                         "class": [{"path": "c", "offset": 3, "length": 4}, {"path": "d", "offset": 3, "length": 4, "x": 1}]},
                         "instances": [{"id": 1, "classIndex": 1, "bbox": [0, 0, 1, 1], "area": 1, "visibleArea": 1, "more": 1}]}"""
                        .getBytes(UTF_8), IndexLine.class);
        assertThat(line.members()).containsOnlyKeys("m", "c", "d");
        assertThat(line.visibleByClass()).containsExactly(Map.entry(1, 1L));
    }
}
