package io.maskexport.contracts;

import com.fasterxml.jackson.annotation.JsonValue;

/** How alpha masks affect masks with exact values. */
public enum CompatMode implements WireName {
    /**
     * Machine masks hold only class indices, instance masks only 0 and 255; an alpha value of 128 or more counts as
     * inside.
     */
    STRICT,
    /** Alpha is blended into machine and instance masks, as in the reference application. */
    REFERENCE;

    @Override
    @JsonValue
    public String wire() {
        return WireName.of(this);
    }
}
