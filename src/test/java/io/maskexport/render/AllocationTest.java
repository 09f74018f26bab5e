package io.maskexport.render;

import java.lang.management.ManagementFactory;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import io.maskexport.annotation.Annotation;
import io.maskexport.annotation.GraphTemplate;
import io.maskexport.annotation.Label;
import io.maskexport.annotation.ObjectClass;
import io.maskexport.annotation.ProjectMeta;
import io.maskexport.annotation.Shape;
import io.maskexport.defect.Limits;
import io.maskexport.geometry.Geometry.Polygon;
import io.maskexport.geometry.Points;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a mask allocates beyond its own file does not depend on the canvas. */
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final ObjectClass CAR = new ObjectClass("car", Shape.POLYGON, 0x336699, 1, GraphTemplate.NONE);
    private static final ProjectMeta META = new ProjectMeta(List.of(CAR), Set.of(), List.of());
    private static final Polygon OUTLINE = new Polygon(
            new Points(new int[] {100, 100, 400, 150, 300, 500, 120, 300}), List.of());

    private final MaskRenderer renderer = new MaskRenderer(Limits.defaults());

    @ParameterizedTest
    @EnumSource(names = "HUMAN", mode = EnumSource.Mode.EXCLUDE)
    void a_mask_of_one_object_allocates_its_file_and_little_more_on_any_canvas(MaskKind kind) {
        long onSmall = allocatedBesideTheFile(kind, 1_000, 800);
        long onLarge = allocatedBesideTheFile(kind, 16_000, 12_000);

        assertThat(onLarge).isLessThan(onSmall + 64 * 1024);
    }

    private long allocatedBesideTheFile(MaskKind kind, int width, int height) {
        for (int i = 0; i < 20; i++) {
            render(kind, width, height); // buffers grow once to the size needed
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        long file = render(kind, width, height);
        return THREADS.getCurrentThreadAllocatedBytes() - before - file;
    }

    /** Size of the file in bytes. */
    private long render(MaskKind kind, int width, int height) {
        var options = new RenderOptions(EnumSet.of(kind), 2, OptionalInt.empty(), Compat.STRICT);
        var annotation = new Annotation(width, height, List.of(new Label(CAR, OUTLINE)), List.of());
        var masks = renderer.render(annotation, MaskValues.indices(META), options, Optional.empty(),
                ObjectClass::title);
        if (kind == MaskKind.COCO_INSTANCES) {
            return masks.coco().instances().orElseThrow().getFirst().counts().length();
        }
        var one = masks.machine().or(masks::semantic)
                .or(() -> masks.coco().panoptic().map(mask -> mask.picture().bytes()));
        var several = Stream.concat(masks.instances().stream(), masks.further(kind).stream());
        return one.orElseGet(() -> several.findFirst().orElseThrow().png()).length;
    }
}
