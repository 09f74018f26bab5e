package io.maskexport.export;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

import io.maskexport.defect.Limits;
import io.maskexport.picture.JpegBackend;
import io.maskexport.render.Compat;
import io.maskexport.render.MaskKind;
import io.maskexport.render.RenderOptions;
import io.maskexport.select.Selection;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Masks without images or without annotations. */
class OmittedOriginalsTest {
    /** Paths of an export, and of what was read for it. */
    private record Exported(List<String> paths, Set<String> read, List<SourceFile> inputs) {
        static Exported of(MaskKind kind, boolean images, boolean annotations) throws Exception {
            var read = new ConcurrentSkipListSet<String>();
            var paths = new ArrayList<String>();
            var project = MemoryProject.ofItems(2).gate(read::add);
            var options = new RenderOptions(EnumSet.of(kind), 2, OptionalInt.empty(), Compat.STRICT);
            var export = new LocalExport(project, options, List.of(),
                    Selection.ALL.withOriginals(images, annotations), Limits.defaults());
            try (var pool = new RenderPool(2, JpegBackend.JDK, Limits.defaults())) {
                export.write(group -> group.members().forEach(member -> paths.add(member.path())), pool,
                        new ByteBudget(64L << 20), ExportListener.NONE, _ -> {});
            }
            read.remove("meta.json");
            return new Exported(paths.stream().filter(path -> path.contains("/")).toList(), read, export.inputs());
        }
    }

    @Test
    void the_archive_lacks_what_is_omitted_and_has_the_same_masks() throws Exception {
        assertThat(Exported.of(MaskKind.MACHINE, false, true).paths()).containsExactly("d/ann/00.png.json",
                "d/masks_machine/00.png", "d/ann/01.png.json", "d/masks_machine/01.png");
        assertThat(Exported.of(MaskKind.MACHINE, true, false).paths()).containsExactly("d/img/00.png",
                "d/masks_machine/00.png", "d/img/01.png", "d/masks_machine/01.png");
        assertThat(Exported.of(MaskKind.MACHINE, false, false).paths()).containsExactly("d/masks_machine/00.png",
                "d/masks_machine/01.png");
    }

    @Test
    void an_omitted_image_is_read_only_for_human_masks() throws Exception {
        assertThat(Exported.of(MaskKind.MACHINE, false, false).read()).containsExactly("d/ann/00.png.json",
                "d/ann/01.png.json");
        assertThat(Exported.of(MaskKind.MACHINE, false, true).inputs()).extracting(SourceFile::path)
                .containsExactly("d/ann/00.png.json", "d/ann/01.png.json", "meta.json");
        assertThat(Exported.of(MaskKind.HUMAN, false, true).read()).hasSize(4);
    }
}
