package io.maskexport.contracts;

import com.fasterxml.jackson.annotation.JsonValue;

/** What alpha masks do to masks of exact values. */
public enum CompatMode implements WireName {
    /** Machine masks hold class indices and nothing else, instance masks 0 and 255; alpha counts from 128. */
    STRICT,
    /** Alpha is mixed into machine and instance masks, as the reference application does. */
    REFERENCE;

    @Override
    @JsonValue
    public String wire() {
        return WireName.of(this);
    }
}
