package io.maskexport.annotation;

/** The geometry types of Supervisely images; {@link #ANY} lets each label name its own. */
public enum Shape {
    POLYGON, MULTIPOLYGON, RECTANGLE, LINE, POINT, BITMAP, ALPHA_MASK, GRAPH, CUBOID, CUBOID_2D, ORIENTED_BBOX, ANY
}
