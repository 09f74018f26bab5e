package io.maskexport.export;

import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.maskexport.annotation.ProjectMetaReader;
import io.maskexport.archive.Member;
import io.maskexport.defect.Limits;
import io.maskexport.picture.JpegBackend;
import io.maskexport.render.Compat;
import io.maskexport.render.EncodingOptions;
import io.maskexport.render.MaskKind;
import io.maskexport.render.Palette;
import io.maskexport.render.RenderOptions;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

class CocoFileTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String META = """
            {"classes": [{"title": "car", "shape": "rectangle", "color": "#0102FF"},
            {"title": "дом \\"1\\" \\ud800", "shape": "rectangle", "color": "#FF0000"},
            {"title": "sky", "shape": "rectangle", "color": "#00FF00"},
            {"title": "path", "shape": "line", "color": "#00FF00"}], "tags": []}""";

    @Test
    void each_file_is_a_whole_coco_file_of_its_item() throws Exception {
        var files = files(7, EncodingOptions.DEFAULTS, label("car", 1), label("sky", 3));
        assertThat(files).extracting(Member::path).containsExactly("d/coco_instances/x_y.json",
                "d/coco_panoptic/x_y.png", "d/coco_panoptic/x_y.json");
        assertThat(text(files.getFirst())).isEqualTo("""
                {"info":{},"images":[{"id":7,"file_name":"d/img/x_y.png","width":40,"height":30}],"annotations":[\
                {"id":70000001,"image_id":7,"category_id":1,"iscrowd":0,"area":76,"bbox":[1,2,4,19],\
                "segmentation":{"size":[30,40],"counts":"P1c0;00000hP1"}},\
                {"id":70000002,"image_id":7,"category_id":3,"iscrowd":0,"area":76,"bbox":[3,2,4,19],\
                "segmentation":{"size":[30,40],"counts":"l2c0;00000ln0"}}],"categories":[\
                {"id":1,"name":"car","supercategory":"","isthing":1,"color":[1,2,255]},\
                {"id":3,"name":"sky","supercategory":"","isthing":1,"color":[0,255,0]}]}
                """);
        assertThat(text(files.getLast())).isEqualTo("""
                {"info":{},"images":[{"id":7,"file_name":"d/img/x_y.png","width":40,"height":30}],"annotations":[\
                {"image_id":7,"file_name":"d/coco_panoptic/x_y.png","segments_info":[\
                {"id":1,"category_id":1,"iscrowd":0,"area":38,"bbox":[1,2,2,19]},\
                {"id":2,"category_id":3,"iscrowd":0,"area":76,"bbox":[3,2,4,19]}]}],"categories":[\
                {"id":1,"name":"car","supercategory":"","isthing":1,"color":[1,2,255]},\
                {"id":3,"name":"sky","supercategory":"","isthing":1,"color":[0,255,0]}]}
                """);
    }

    @Test
    void an_item_without_objects_has_files_without_annotations() throws Exception {
        var files = files(1, EncodingOptions.DEFAULTS);
        assertThat(json(files.getFirst()).path("annotations")).isEmpty();
        assertThat(json(files.getFirst()).path("images")).hasSize(1);
        assertThat(json(files.getLast()).at("/annotations/0/segments_info")).isEmpty();
    }

    @Test
    void classes_of_one_value_are_one_category_and_the_background_is_none() throws Exception {
        var values = new TreeMap<String, Integer>();
        values.put("car", 5);
        values.put("sky", 5);
        var encoding = new EncodingOptions(Palette.CLASSES, 0, values, false);
        var file = json(files(1, encoding, label("car", 1), label("дом \\\"1\\\" \\ud800", 9), label("sky", 20))
                .getFirst());
        assertThat(file.path("annotations").valueStream().map(one -> one.path("id").longValue()))
                .containsExactly(10_000_001L, 10_000_003L);
        assertThat(file.path("categories").valueStream().map(one -> one.path("id") + one.path("name").textValue()))
                .containsExactly("5car, sky");
    }

    @Test
    void the_root_has_the_categories_of_all_classes() throws Exception {
        var root = RootFiles.of(META.getBytes(UTF_8), context(EncodingOptions.DEFAULTS)).members().getLast();
        assertThat(root.path()).isEqualTo("coco_categories.json");
        assertThat(root.size()).isEqualTo(root.content().length);
        assertThat(json(root).path("categories").valueStream().map(one -> one.path("name").textValue()))
                .containsExactly("car", "дом \"1\" ?", "sky", "path");
    }

    /** Larger than what is kept as bytes, and with a text of run lengths that is in several pieces. */
    @Test
    void a_large_file_is_whole_json_too() throws Exception {
        var comb = IntStream.range(0, 300).mapToObj(i -> "[%d,%d]".formatted(i / 2 % 2 == i % 2 ? 0 : 1_999, i / 2 * 9))
                .collect(joining(","));
        var path = """
                {"classTitle": "path", "tags": [], "points": {"exterior": [%s], "interior": []}}""".formatted(comb);
        var file = json(files(project(2_000, 1_400, path, path, path, path), 1, EncodingOptions.DEFAULTS).getFirst());
        assertThat(file.path("annotations")).hasSize(4);
        var counts = file.path("annotations").valueStream().map(one -> one.at("/segmentation/counts").asText())
                .toList();
        assertThat(counts).hasSize(4).containsOnly(counts.getFirst());
        assertThat(counts.getFirst()).hasSizeGreaterThan(300_000).matches("[0-o]+");
    }

    private static ExportContext context(EncodingOptions encoding) throws Exception {
        var options = new RenderOptions(EnumSet.of(MaskKind.COCO_INSTANCES, MaskKind.COCO_PANOPTIC), 2,
                OptionalInt.empty(), Compat.STRICT).with(encoding);
        return ExportContext.of(ProjectMetaReader.read(META.getBytes(UTF_8), Limits.defaults()), options,
                Limits.defaults());
    }

    private static MemoryProject project(int width, int height, String... labels) {
        return new MemoryProject().put("d/img/x:y.png", "no picture").put("d/ann/x:y.png.json", """
                {"size": {"width": %d, "height": %d}, "tags": [], "objects": [%s]}"""
                .formatted(width, height, String.join(",", labels)));
    }

    private static List<Member> files(int number, EncodingOptions encoding, String... labels) throws Exception {
        return files(project(40, 30, labels), number, encoding);
    }

    private static List<Member> files(MemoryProject project, int number, EncodingOptions encoding) throws Exception {
        var item = project.items().getFirst().numbered(number);
        var context = context(encoding);
        var members = new ItemRenderer(JpegBackend.JDK, context.limits())
                .render(item, ItemInput.read(item, project, context.limits()), context, new ExportListener() {
                })
                .members();
        assertThat(members.members()).allMatch(member -> member.size() == member.content().length);
        return members.members().subList(2, members.members().size());
    }

    private static String label(String title, int left) {
        return """
                {"classTitle": "%s", "tags": [], "points": {"exterior": [[%d, 2], [%d, 20]], "interior": []}}"""
                .formatted(title, left, left + 3);
    }

    private static String text(Member member) {
        return new String(member.content(), UTF_8);
    }

    private static JsonNode json(Member member) throws Exception {
        return JSON.readTree(member.content());
    }
}
