package io.maskexport.benchmarks.sample;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.maskexport.annotation.GraphTemplate;
import io.maskexport.annotation.ObjectClass;
import io.maskexport.annotation.ProjectMeta;
import io.maskexport.annotation.Shape;

/** The class maps of sample projects: twenty classes, each with a colour of three different channel values. */
public final class SampleClasses {
    public static final ProjectMeta POLYGONS = of(Shape.POLYGON);
    public static final ProjectMeta BITMAPS = of(Shape.BITMAP);

    static final int COUNT = 20;

    private SampleClasses() {}

    /** {@link #POLYGONS} as a project file. */
    public static String metaJson() {
        var classes = POLYGONS.classes().stream()
                .map(c -> "{\"title\": \"%s\", \"shape\": \"polygon\", \"color\": \"#%06X\"}".formatted(c.title(),
                        c.rgb()))
                .collect(Collectors.joining(", "));
        return "{\"projectType\": \"images\", \"tags\": [], \"classes\": [" + classes + "]}";
    }

    private static ProjectMeta of(Shape shape) {
        var classes = IntStream.rangeClosed(1, COUNT).mapToObj(index -> objectClass(index, shape)).toList();
        return new ProjectMeta(classes, Set.of(), List.of());
    }

    private static ObjectClass objectClass(int index, Shape shape) {
        int rgb = (37 * index & 255) << 16 | (91 * index & 255) << 8 | (151 * index & 255);
        return new ObjectClass("class_" + index, shape, rgb, index, GraphTemplate.NONE);
    }
}
