package io.maskexport.annotation;

import java.util.List;

import io.maskexport.defect.Defect;
import io.maskexport.geometry.Geometry;

/**
 * The labels of one item, in file order, which is the usual draw order of human and semantic masks.
 *
 * @param width canvas width in pixels, positive
 * @param height canvas height in pixels, positive
 * @param labels the readable labels
 * @param defects of the other labels, in file order
 * @param selected whether the export has the item
 * @param sets places of the rules that its tags meet, see {@link LabelChoice#sets}
 */
public record Annotation(int width, int height, List<Label> labels, List<Defect> defects, boolean selected,
        List<Integer> sets) {
    /** Of an item that the selection leaves out. */
    static final Annotation LEFT_OUT = new Annotation(1, 1, List.of(), List.of(), false, List.of());

    /** Of an item that the export has, in no set. */
    public Annotation(int width, int height, List<Label> labels, List<Defect> defects) {
        this(width, height, labels, defects, true, List.of());
    }

    public Annotation {
        labels = List.copyOf(labels);
        defects = List.copyOf(defects);
        sets = List.copyOf(sets);
    }

    /** Approximate memory of its labels, in bytes. */
    public long bytes() {
        return labels.stream().mapToLong(label -> Geometry.OBJECT_BYTES + label.geometry().bytes()).sum();
    }
}
