package io.maskexport.render;

import java.util.List;
import java.util.Optional;

import io.maskexport.defect.Defect;
import io.maskexport.png.KeptPng;

/**
 * The masks of one item, encoded as PNG, and the defects found on the way.
 *
 * @param human if requested, and the picture is given
 * @param machine if requested
 * @param semantic if requested
 * @param instances in file order; empty unless requested
 * @param further masks of the further kinds, by kind
 * @param coco what COCO files say
 * @param objects in file order, one for each instance mask if there are any; empty unless there is an index
 * @param labelsDrawn number of labels with at least one piece on the canvas
 * @param defects of labels that are not drawn, and of the item; without those of the annotation itself
 */
public record Masks(Optional<KeptPng> human, Optional<byte[]> machine, Optional<byte[]> semantic,
        List<NamedMask> instances, List<FurtherMask> further, CocoMasks coco, List<DrawnObject> objects,
        int labelsDrawn, List<Defect> defects) {
    public Masks {
        instances = List.copyOf(instances);
        further = List.copyOf(further);
        objects = List.copyOf(objects);
        defects = List.copyOf(defects);
    }

    /** None at all, for what the defects say. */
    static Masks none(List<Defect> defects) {
        return new Masks(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(), CocoMasks.NONE,
                List.of(), 0, defects);
    }

    /** The masks of a further kind. */
    public List<NamedMask> further(MaskKind kind) {
        return further.stream().filter(mask -> mask.kind() == kind).map(FurtherMask::mask).toList();
    }
}
