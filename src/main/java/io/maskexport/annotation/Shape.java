package io.maskexport.annotation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The geometry types of Supervisely images; {@link #ANY} lets each label name its own. */
public enum Shape {
    POLYGON, MULTIPOLYGON, RECTANGLE, LINE, POINT, BITMAP, ALPHA_MASK, GRAPH, CUBOID, CUBOID_2D, ORIENTED_BBOX, ANY;

    private static final Map<String, Shape> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(s -> s.name().toLowerCase(Locale.ROOT), Function.identity()));

    /** The shape that JSON calls so; {@link #ANY} for names that are none of these, as the reference does. */
    static Shape named(String name) {
        return BY_NAME.getOrDefault(name, ANY);
    }
}
