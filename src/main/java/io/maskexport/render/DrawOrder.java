package io.maskexport.render;

import java.util.List;

/** Which objects cover which where they overlap. Instance masks, one for each object, do not depend on it. */
public sealed interface DrawOrder {
    /** An order by rule. */
    enum ByRule implements DrawOrder {
        /** As in the reference application: {@link #AREA_DESC} in machine masks, {@link #ANNOTATION} in all others. */
        REFERENCE,
        /** The order of the annotation file. */
        ANNOTATION,
        /** Large objects at the bottom; of equal areas, the later one above. */
        AREA_DESC
    }

    /**
     * An order by class, and within a class as {@link ByRule#AREA_DESC}. All other classes together are at the bottom.
     *
     * @param titles from bottom to top; titles that are equal in Unicode form NFC are the same
     */
    record ByClass(List<String> titles) implements DrawOrder {
        public ByClass {
            titles = List.copyOf(titles);
        }
    }
}
