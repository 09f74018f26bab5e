package io.maskexport.annotation;

import java.util.List;

import io.maskexport.defect.Defect;
import io.maskexport.geometry.Geometry;

/**
 * The labels of one item, in file order, which is the draw order of human and semantic masks.
 *
 * @param width canvas width in pixels, positive
 * @param height canvas height in pixels, positive
 * @param labels those that could be read
 * @param defects what was wrong with the others, in file order
 */
public record Annotation(int width, int height, List<Label> labels, List<Defect> defects) {
    public Annotation {
        labels = List.copyOf(labels);
        defects = List.copyOf(defects);
    }

    /** About how many bytes of memory its labels take. */
    public long bytes() {
        return labels.stream().mapToLong(label -> Geometry.OBJECT_BYTES + label.geometry().bytes()).sum();
    }
}
