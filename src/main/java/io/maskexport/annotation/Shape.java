package io.maskexport.annotation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The geometry types of Supervisely: those of images; those of volumes and point clouds, which no mask can show; and
 * {@link #ANY}, which lets each label name its own.
 */
public enum Shape {
    POLYGON,
    MULTIPOLYGON,
    RECTANGLE,
    LINE,
    POINT,
    BITMAP,
    ALPHA_MASK,
    MULTICHANNEL_BITMAP("multichannelBitmap"),
    GRAPH,
    CUBOID,
    CUBOID_2D,
    ORIENTED_BBOX,
    CUBOID_3D,
    POINT_3D,
    POLYLINE_3D,
    POINT_CLOUD,
    MASK_3D,
    MESH,
    CLOSED_SURFACE_MESH,
    ANY;

    private static final Map<String, Shape> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(shape -> shape.jsonName, Function.identity()));

    private final String jsonName;

    Shape() {
        jsonName = name().toLowerCase(Locale.ROOT);
    }

    Shape(String jsonName) {
        this.jsonName = jsonName;
    }

    /** The shape with this JSON name; {@link #ANY} for unknown names, as in the reference. */
    static Shape named(String name) {
        return BY_NAME.getOrDefault(name, ANY);
    }

    /** The name in JSON. */
    public String jsonName() {
        return jsonName;
    }
}
