package io.maskexport.worker.verify;

import java.util.EnumMap;
import java.util.Map;

import io.maskexport.render.MaskKind;

/** Follows the members of a part in order, detects where an item begins, and counts. */
abstract sealed class MemberWalk permits ItemWalk, ShardWalk {
    private final Map<MaskKind, Long> masks = new EnumMap<>(MaskKind.class);
    private String first = "";
    private String last = "";
    private long items;

    /** Takes the next member; false when it belongs to no item. */
    abstract boolean next(String path);

    /** @param name what names the item that begins */
    final void addItem(String name) {
        first = items == 0 ? name : first;
        last = name;
        items++;
    }

    final void addMask(MaskKind kind) {
        masks.merge(kind, 1L, Long::sum);
    }

    /** Items so far. */
    final long items() {
        return items;
    }

    /** What names the first item; empty when there is none. */
    final String first() {
        return first;
    }

    /** What names the last item; empty when there is none. */
    final String last() {
        return last;
    }

    /** Masks of each kind. */
    final Map<MaskKind, Long> masks() {
        return Map.copyOf(masks);
    }
}
