package io.maskexport.render;

import java.util.List;
import java.util.Optional;

import io.maskexport.defect.Defect;
import io.maskexport.png.KeptPng;

/**
 * The masks of one item, encoded as PNG, and what was found on the way.
 *
 * @param human if asked for and the picture is given
 * @param machine if asked for
 * @param semantic if asked for
 * @param instances in file order; empty unless asked for
 * @param labelsDrawn labels of which at least a piece lies on the canvas
 * @param defects of labels that are not drawn, and of the item; those of the annotation itself are not among them
 */
public record Masks(Optional<KeptPng> human, Optional<byte[]> machine, Optional<byte[]> semantic,
        List<NamedMask> instances, int labelsDrawn, List<Defect> defects) {
    public Masks {
        instances = List.copyOf(instances);
        defects = List.copyOf(defects);
    }
}
