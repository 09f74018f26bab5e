package io.maskexport.render;

/** What alpha masks do to masks of exact values. */
public enum Compat {
    /** Machine masks hold class indices and nothing else, instance masks 0 and 255; alpha counts from 128. */
    STRICT,
    /** Alpha is mixed into machine and instance masks, as the reference application does. */
    REFERENCE
}
