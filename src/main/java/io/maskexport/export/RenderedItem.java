package io.maskexport.export;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

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
 * @param selected whether the export has the item; otherwise it has no outputs
 * @param set the set of the export that the item is in; empty for none
 */
public record RenderedItem(MemberGroup members, Map<MaskKind, Integer> masks, int labels, List<Warning> warnings,
        boolean selected, OptionalInt set) {
    /** An item that the export has, in no set. */
    public RenderedItem(MemberGroup members, Map<MaskKind, Integer> masks, int labels, List<Warning> warnings) {
        this(members, masks, labels, warnings, true, OptionalInt.empty());
    }

    /** An item that its annotation leaves out of the export. */
    static RenderedItem leftOut(Item item) {
        return new RenderedItem(new MemberGroup(item.path(), List.of()), Map.of(), 0, List.of(), false,
                OptionalInt.empty());
    }

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
