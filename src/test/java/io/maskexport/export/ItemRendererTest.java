package io.maskexport.export;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;

import io.maskexport.annotation.ProjectMetaReader;
import io.maskexport.archive.Member;
import io.maskexport.archive.PlacedMember;
import io.maskexport.archive.UniqueNames;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;
import io.maskexport.defect.Warning;
import io.maskexport.picture.JpegBackend;
import io.maskexport.render.Compat;
import io.maskexport.render.MaskKind;
import io.maskexport.render.RenderOptions;
import org.junit.jupiter.api.Test;

import static io.maskexport.defect.DefectCode.ANNOTATION_TOO_LARGE;
import static io.maskexport.defect.DefectCode.BROKEN_ANNOTATION;
import static io.maskexport.defect.DefectCode.IMAGE_TOO_LARGE;
import static io.maskexport.defect.DefectCode.IMAGE_UNREADABLE;
import static io.maskexport.defect.DefectCode.NAME_CHANGED;
import static io.maskexport.defect.DefectCode.OUTSIDE_CANVAS;
import static io.maskexport.defect.DefectCode.RENDER_FAILED;
import static io.maskexport.defect.DefectCode.TOO_MANY_INSTANCES;
import static io.maskexport.defect.DefectCode.UNKNOWN_CLASS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ItemRendererTest {
    private static final Limits LIMITS = Limits.defaults();
    private static final String META = """
            {"classes": [{"title": "car", "shape": "rectangle", "color": "#0102FF"},
            {"title": "a/b", "shape": "rectangle", "color": "#FF0000"}], "tags": []}""";
    private static final String CAR = label("car", 1);

    private final List<Throwable> crashes = new ArrayList<>();
    private final ExportListener listener = new ExportListener() {
        @Override
        public void crashed(Item item, Throwable fault) {
            crashes.add(fault);
        }
    };

    @Test
    void members_come_in_a_fixed_order_and_the_originals_are_untouched() throws Exception {
        var project = project(CAR, CAR, label("a/b", 2));
        var members = render(project).members().members();
        assertThat(members).extracting(Member::path).containsExactly("d/img/x_y.png",
                "d/ann/x_y.png.json", "d/masks_machine/x_y.png", "d/masks_semantic_rgb/x_y.png",
                "d/masks_instances/x_y/car.png", "d/masks_instances/x_y/car_01.png", "d/masks_instances/x_y/a_b.png",
                "d/masks_palette/x_y.png", "d/masks_classes/x_y/car.png", "d/masks_classes/x_y/a_b.png",
                "d/masks_instance_ids/x_y.png", "d/coco_instances/x_y.json", "d/coco_panoptic/x_y.png",
                "d/coco_panoptic/x_y.json");
        assertThat(members.get(0).content()).asString().isEqualTo("no picture");
        assertThat(members.get(1).content()).isEqualTo(project.read(project.list("d/ann/").getFirst()));
    }

    @Test
    void warnings_come_in_the_order_of_planning_annotation_image_and_rendering() throws Exception {
        var rendered = render(project(label("car", 900), label("nobody", 1)));
        assertThat(codes(rendered)).containsExactly(NAME_CHANGED, UNKNOWN_CLASS, IMAGE_UNREADABLE, OUTSIDE_CANVAS);
        assertThat(rendered.warnings()).extracting(Warning::subject).containsOnly("d/img/x_y.png");
    }

    @Test
    void masks_and_labels_are_counted() throws Exception {
        var rendered = render(project(CAR, CAR, label("car", 900)));
        assertThat(rendered.labels()).isEqualTo(2);
        assertThat(rendered.masks()).containsOnlyKeys(MaskKind.MACHINE, MaskKind.SEMANTIC_RGB, MaskKind.INSTANCE,
                MaskKind.PALETTE, MaskKind.CLASS, MaskKind.INSTANCE_ID, MaskKind.COCO_INSTANCES,
                MaskKind.COCO_PANOPTIC)
                .containsEntry(MaskKind.INSTANCE, 2).containsEntry(MaskKind.CLASS, 1);
    }

    @Test
    void an_unreadable_annotation_leaves_original_and_annotation() throws Exception {
        var rendered = render(project().put("d/ann/x:y.png.json", "{\"size"));
        assertThat(codes(rendered)).containsExactly(NAME_CHANGED, BROKEN_ANNOTATION);
        assertThat(rendered.members().members()).hasSize(2);
    }

    @Test
    void only_human_masks_look_at_the_image() throws Exception {
        var project = project(CAR);
        var machine = options(EnumSet.of(MaskKind.MACHINE));
        assertThat(codes(render(project, context(machine, LIMITS)))).containsExactly(NAME_CHANGED);
    }

    @Test
    void a_fault_of_ours_costs_the_item_its_masks_and_is_reported() throws Exception {
        var sound = context(options(EnumSet.allOf(MaskKind.class)), LIMITS);
        var faulty = new ExportContext(sound.meta(), sound.options(), LIMITS, sound.annotations(),
                sound.values(), UniqueNames.of(List.of()), sound.selection());
        var rendered = render(project(CAR), faulty);
        assertThat(codes(rendered)).endsWith(RENDER_FAILED);
        assertThat(rendered.members().members()).hasSize(2);
        assertThat(crashes).singleElement().isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void no_later_export_takes_an_item_that_we_failed_to_render_for_unchanged() throws Exception {
        var sound = context(options(EnumSet.of(MaskKind.INSTANCE)).withIndex(true), LIMITS);
        var faulty = new ExportContext(sound.meta(), sound.options(), LIMITS, sound.annotations(),
                sound.values(), UniqueNames.of(List.of()), sound.selection());
        assertThat(indexed(sound)).contains("\"source\":\"d/x:y.png\",\"inputs\":\"abc\"");
        assertThat(indexed(faulty)).contains("\"source\":\"d/x:y.png\",\"inputs\":\"\"");
    }

    @Test
    void a_file_beyond_the_byte_limit_is_never_read_and_is_omitted() throws Exception {
        var project = project(CAR).gate(path -> {
            throw new AssertionError("read " + path);
        });
        var rendered = render(project, context(options(EnumSet.allOf(MaskKind.class)), limitedTo(4)));
        assertThat(codes(rendered)).containsExactly(NAME_CHANGED, IMAGE_TOO_LARGE, ANNOTATION_TOO_LARGE);
        assertThat(rendered.members().members()).isEmpty();
    }

    @Test
    void the_limits_of_the_export_hold_whatever_the_renderer_was_made_for() throws Exception {
        var project = project(CAR, CAR);
        var options = options(EnumSet.of(MaskKind.INSTANCE));
        for (long limit : new long[] {1, 2, 1}) {
            var limits = LIMITS.with(Limit.INSTANCES, limit);
            var rendered = render(project, context(options, limits));
            assertThat(codes(rendered).contains(TOO_MANY_INSTANCES)).isEqualTo(limit == 1);
            assertThat(rendered.masks().getOrDefault(MaskKind.INSTANCE, 0)).isEqualTo(limit == 1 ? 0 : 2);
        }
    }

    @Test
    void a_class_whose_title_is_no_file_name_is_reported_once_for_the_export() throws Exception {
        assertThat(context(options(EnumSet.allOf(MaskKind.class)), LIMITS).warnings())
                .containsExactly(new Warning("meta.json", NAME_CHANGED, "masks of class 'a/b' are called 'a_b'"));
    }

    private static String label(String title, int left) {
        return """
                {"classTitle": "%s", "tags": [], "points": {"exterior": [[%d, 2], [%d, 20]], "interior": []}}"""
                .formatted(title, left, left + 3);
    }

    private static MemoryProject project(String... labels) {
        return new MemoryProject().put("d/img/x:y.png", "no picture").put("d/ann/x:y.png.json",
                "{\"size\": {\"width\": 40, \"height\": 30}, \"tags\": [], \"objects\": [" + String.join(",", labels)
                        + "]}");
    }

    private static RenderOptions options(EnumSet<MaskKind> masks) {
        return new RenderOptions(masks, 2, OptionalInt.empty(), Compat.STRICT);
    }

    @Test
    void a_render_that_nobody_waits_for_is_no_fault_of_ours() throws Exception {
        var project = project(CAR);
        var context = context(options(EnumSet.of(MaskKind.MACHINE)), LIMITS);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> render(project, context)).isInstanceOf(CancellationException.class);
        } finally {
            Thread.interrupted();
        }
    }

    private static ExportContext context(RenderOptions options, Limits limits) throws Exception {
        return ExportContext.of(ProjectMetaReader.read(META.getBytes(StandardCharsets.UTF_8), limits),
                options, limits);
    }

    private static Limits limitedTo(long imageBytes) {
        return LIMITS.with(Limit.IMAGE_BYTES, imageBytes);
    }

    private RenderedItem render(MemoryProject project) throws Exception {
        return render(project, context(options(EnumSet.allOf(MaskKind.class)), LIMITS));
    }

    private RenderedItem render(MemoryProject project, ExportContext context) throws Exception {
        var item = project.items().getFirst();
        return new ItemRenderer(JpegBackend.JDK, context.limits())
                .render(item, ItemInput.read(item, project, context.limits()), context, listener);
    }

    /** The line of an index for an item with inputs. */
    private String indexed(ExportContext context) throws Exception {
        var project = project(CAR);
        var item = project.items().getFirst().with(new ItemInputs("d/x:y.png", "abc"));
        var group = new ItemRenderer(JpegBackend.JDK, context.limits())
                .render(item, ItemInput.read(item, project, context.limits()), context, listener).members();
        var line = new ByteArrayOutputStream();
        group.index().orElseThrow().writeTo(line,
                group.members().stream().map(member -> new PlacedMember(member.path(), 0, member.size())).toList());
        return line.toString(StandardCharsets.UTF_8);
    }

    private static List<DefectCode> codes(RenderedItem item) {
        return item.warnings().stream().map(warning -> warning.defect().code()).toList();
    }
}
