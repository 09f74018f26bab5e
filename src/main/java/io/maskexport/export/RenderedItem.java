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
 * @param masks number of masks of each kind
 * @param labels number of labels drawn
 * @param warnings in a fixed order
 */
public record RenderedItem(MemberGroup members, Map<MaskKind, Integer> masks, int labels, List<Warning> warnings) {
    public RenderedItem {
        masks = Map.copyOf(masks);
        warnings = List.copyOf(warnings);
    }

    /** Size of all members in bytes. */
    public long bytes() {
        return members.members().stream().mapToLong(Member::size).sum();
    }

    /** Memory that the members take until they are written, in bytes. */
    public long heldBytes() {
        return members.heldBytes();
    }
}
