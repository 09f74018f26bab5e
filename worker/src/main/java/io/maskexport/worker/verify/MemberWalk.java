package io.maskexport.worker.verify;

import java.util.Map;

import io.maskexport.render.MaskKind;

/** Follows the members of a part in order and detects where an item begins. */
sealed interface MemberWalk permits ItemWalk, ShardWalk {
    /** Takes the next member; false when it belongs to no item. */
    boolean next(String path);

    /** Items so far. */
    long items();

    /** What names the first item; empty when there is none. */
    String first();

    /** What names the last item; empty when there is none. */
    String last();

    /** Masks of each kind. */
    Map<MaskKind, Long> masks();
}
