package io.maskexport.export;

import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;

import io.maskexport.archive.TarSize;
import io.maskexport.defect.Limits;
import io.maskexport.picture.JpegBackend;
import io.maskexport.render.Compat;
import io.maskexport.render.MaskKind;
import io.maskexport.render.RenderOptions;
import io.maskexport.select.Selection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ArchiveEstimateTest {
    private static final String ANNOTATION = """
            {"size": {"width": 90, "height": 90}, "tags": [], "objects": [
            {"classTitle": "car", "points": {"exterior": [[1, 1], [50, 5]], "interior": []}}]}""";

    private static MemoryProject project() {
        var project = new MemoryProject().put("meta.json", """
                {"classes": [{"title": "car", "shape": "rectangle", "color": "#0102FF"}], "tags": []}""")
                .put("d/img/none.png", "y".repeat(3_000)).put("d/img/ü%s.txt".formatted("u".repeat(90)), "z");
        for (int i = 0; i < 20; i++) {
            project.put("d/img/%d.png".formatted(i), "x".repeat(700 * i))
                    .put("d/ann/%d.png.json".formatted(i), ANNOTATION);
        }
        return project;
    }

    private static LocalExport export(Selection selection, MaskKind... kinds) throws Exception {
        var masks = EnumSet.noneOf(MaskKind.class);
        masks.addAll(List.of(kinds));
        return new LocalExport(project(), new RenderOptions(masks, 2, OptionalInt.empty(), Compat.STRICT), List.of(),
                selection, Limits.defaults());
    }

    private static long made(LocalExport export) throws Exception {
        var bytes = new AtomicLong(TarSize.END_OF_ARCHIVE);
        try (var pool = new RenderPool(2, JpegBackend.JDK, Limits.defaults())) {
            export.write(group -> bytes.addAndGet(TarSize.of(group)), pool, new ByteBudget(64L << 20),
                    ExportListener.NONE, _ -> {});
        }
        return bytes.get();
    }

    @Test
    void without_masks_the_size_is_exact() throws Exception {
        for (var selection : List.of(Selection.ALL, Selection.ALL.withOriginals(false, true),
                Selection.ALL.withOriginals(true, false))) {
            var export = export(selection);
            assertThat(export.estimate().bytes()).isEqualTo(made(export));
        }
    }

    @ParameterizedTest
    @EnumSource(value = MaskKind.class, mode = EnumSource.Mode.EXCLUDE, names = "HUMAN")
    void each_kind_of_mask_adds_about_what_it_takes(MaskKind kind) throws Exception {
        long without = export(Selection.ALL).estimate().bytes();
        var export = export(Selection.ALL, kind);
        long made = made(export) - without;
        assertThat(export.estimate().bytes() - without).isBetween(made / 2, made * 2);
        assertThat(export.estimate().originals()).isEqualTo(export(Selection.ALL).estimate().originals());
    }

    @Test
    void items_that_certainly_lack_masks_are_counted() throws Exception {
        var estimate = export(Selection.ALL, MaskKind.MACHINE).estimate();
        assertThat(estimate.items()).isEqualTo(22);
        assertThat(estimate.skipped()).isEqualTo(2);
    }
}
