package io.maskexport.render;

/** What alpha masks do to masks of exact values, and whether names of masks may differ in case alone. */
public enum Compat {
    /**
     * Machine masks hold class indices and nothing else, instance masks 0 and 255; alpha counts from 128. No two instance
     * masks of an item are one file where case does not count.
     */
    STRICT,
    /**
     * Alpha is mixed into machine and instance masks, as the reference application does. Instance masks are called as it
     * calls them, also where names differ in case alone.
     */
    REFERENCE
}
