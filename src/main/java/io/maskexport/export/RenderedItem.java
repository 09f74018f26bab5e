package io.maskexport.export;

import java.util.List;
import java.util.Map;

import io.maskexport.archive.Member;
import io.maskexport.archive.MemberGroup;
import io.maskexport.defect.Warning;
import io.maskexport.render.MaskKind;

/**
 * The outputs of one item.
 *
 * @param members original, annotation and masks, under the item's path
 * @param masks how many masks of each kind
 * @param labels how many labels were drawn
 * @param warnings what was found wrong, in a fixed order
 */
public record RenderedItem(MemberGroup members, Map<MaskKind, Integer> masks, int labels, List<Warning> warnings) {
    public RenderedItem {
        masks = Map.copyOf(masks);
        warnings = List.copyOf(warnings);
    }

    /** Bytes of all its members. */
    public long bytes() {
        return members.members().stream().mapToLong(Member::size).sum();
    }

    /** Bytes of memory that they take until they are written. */
    public long heldBytes() {
        return members.members().stream().mapToLong(Member::heldBytes).sum();
    }
}
