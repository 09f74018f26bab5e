package io.maskexport.contracts;

import com.fasterxml.jackson.annotation.JsonValue;

/** What happens to classes that the request gives no value. */
public enum UnlistedClasses implements WireName {
    /** They are background. */
    BACKGROUND,
    /** The export fails. */
    REFUSED;

    @Override
    @JsonValue
    public String wire() {
        return WireName.of(this);
    }
}
