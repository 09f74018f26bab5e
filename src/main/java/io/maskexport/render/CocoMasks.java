package io.maskexport.render;

import java.util.List;
import java.util.Optional;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.png.KeptPng;

/**
 * The objects of an item as COCO describes them; those of the background are left out.
 *
 * @param instances in file order; empty unless requested
 * @param panoptic empty unless requested
 */
public record CocoMasks(Optional<List<CocoInstance>> instances, Optional<PanopticMask> panoptic) {
    /** The highest number of an object: it has 24 bits, and seven decimal digits in the ids of annotations. */
    public static final int MOST_OBJECTS = 9_999_999;

    static final CocoMasks NONE = new CocoMasks(Optional.empty(), Optional.empty());

    public CocoMasks {
        instances = instances.map(List::copyOf);
    }

    /** @throws DefectException {@code TOO_MANY_OBJECTS} */
    static void check(int objects) throws DefectException {
        if (objects > MOST_OBJECTS) {
            throw new DefectException(DefectCode.TOO_MANY_OBJECTS,
                    "%d objects; COCO files have numbers for %d".formatted(objects, MOST_OBJECTS));
        }
    }

    /**
     * A picture of the numbers of objects, red + 256 green + 65,536 blue, and what it shows.
     *
     * @param segments in file order, only those with pixels
     */
    public record PanopticMask(KeptPng picture, List<PanopticSegment> segments) {
        public PanopticMask {
            segments = List.copyOf(segments);
        }
    }
}
