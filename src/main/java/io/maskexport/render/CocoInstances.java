package io.maskexport.render;

import java.util.ArrayList;
import java.util.List;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;

import static io.maskexport.defect.Limit.INSTANCE_BYTES;
import static io.maskexport.defect.Limit.ITEM_BYTES;

/** Describes the objects of an item as COCO does, from the runs of their pixels. Reusable. */
final class CocoInstances {
    private final Limits limits;
    private final RunLengthText text = new RunLengthText();

    CocoInstances(Limits limits) {
        this.limits = limits;
    }

    /**
     * The objects that are not background, in file order.
     *
     * @param labelBytes memory of the item's labels
     * @throws DefectException if they are too many, or the run lengths of all together are too large
     */
    List<CocoInstance> of(List<Piece> pieces, int width, int height, MaskValues values, long labelBytes)
            throws DefectException {
        CocoMasks.check(pieces.size());
        var limit = limits.of(INSTANCE_BYTES) <= limits.of(ITEM_BYTES) - labelBytes ? INSTANCE_BYTES : ITEM_BYTES;
        long left = limit == INSTANCE_BYTES ? limits.of(limit) : Math.max(0, limits.of(limit) - labelBytes);
        var instances = new ArrayList<CocoInstance>();
        for (int i = 0; i < pieces.size(); i++) {
            int category = values.of(pieces.get(i).objectClass());
            if (category > 0) {
                Interruption.check();
                var pixels = pieces.get(i).mask();
                var counts = text.encode(pixels, width, height, left).orElseThrow(() -> tooLarge(limit));
                left -= counts.length();
                instances.add(new CocoInstance(i + 1, category, pixels.box(), pixels.area(), counts));
            }
        }
        return instances;
    }

    private DefectException tooLarge(Limit limit) {
        return new DefectException(limit, DefectCode.COCO_TOO_LARGE,
                "the run lengths of the objects take more than %d bytes".formatted(limits.of(limit)));
    }
}
