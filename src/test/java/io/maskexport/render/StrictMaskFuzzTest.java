package io.maskexport.render;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.maskexport.annotation.Annotation;
import io.maskexport.annotation.AnnotationReader;
import io.maskexport.annotation.Json;
import io.maskexport.annotation.Label;
import io.maskexport.annotation.ObjectClass;
import io.maskexport.annotation.ProjectMeta;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever an annotation contains, in {@code strict} its machine mask holds only indices of its classes and 0, and its
 * instance masks only 0 and 255.
 */
class StrictMaskFuzzTest {
    private static final int PIXEL_LIMIT = 1 << 16;
    private static final ProjectMeta META = Json.meta();
    private static final AnnotationReader READER = new AnnotationReader(META, Limits.defaults());

    @FuzzTest(maxDuration = "3m")
    void masks_hold_no_value_outside_the_class_map(byte[] json) {
        try {
            var annotation = READER.read(json);
            if (annotation.width() * annotation.height() <= PIXEL_LIMIT) {
                check(annotation);
            }
        } catch (DefectException expected) {
            assertThat(expected.defect().detail()).isNotNull();
        }
    }

    private static void check(Annotation annotation) {
        var options = new RenderOptions(EnumSet.of(MaskKind.MACHINE, MaskKind.INSTANCE, MaskKind.SEMANTIC_RGB), 2,
                OptionalInt.empty(), Compat.STRICT);
        var masks = new MaskRenderer(Limits.defaults()).render(annotation, MaskValues.indices(META), options,
                Optional.empty(),
                ObjectClass::title);
        var indices = annotation.labels().stream().map(Label::objectClass).map(ObjectClass::index)
                .collect(Collectors.toSet());
        indices.add(0);
        masks.machine().ifPresent(png -> assertThat(indices).containsAll(values(png)));
        masks.instances().forEach(mask -> assertThat(Set.of(0, 255)).containsAll(values(mask.png())));
    }

    private static Set<Integer> values(byte[] png) {
        return Arrays.stream(Decoded.of(png).pixels()).boxed().collect(Collectors.toSet());
    }
}
