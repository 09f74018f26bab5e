package io.maskexport.render;

/** How alpha masks affect masks with exact values, and whether mask names may differ only in case. */
public enum Compat {
    /**
     * Machine masks hold only class indices, instance masks only 0 and 255; an alpha value of 128 or more counts as
     * inside. No two instance masks of an item have names that differ only in case.
     */
    STRICT,
    /**
     * Alpha is blended into machine and instance masks, as in the reference application. Instance masks have the
     * reference application's names, even where names differ only in case.
     */
    REFERENCE
}
