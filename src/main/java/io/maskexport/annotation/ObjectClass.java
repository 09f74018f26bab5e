package io.maskexport.annotation;

/**
 * One class of the project.
 *
 * @param title its name, as in {@code meta.json}
 * @param shape how its labels' JSON is read
 * @param rgb its colour, {@code 0xRRGGBB}
 * @param index its value in machine masks: position in {@code meta.json} plus one
 * @param graph the nodes and edges of a graph class, {@link GraphTemplate#NONE} for others
 */
public record ObjectClass(String title, Shape shape, int rgb, int index, GraphTemplate graph) {}
