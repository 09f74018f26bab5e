package io.maskexport.contracts;

import com.fasterxml.jackson.annotation.JsonValue;

/** How the parts of an archive are named. */
public enum PartNaming implements WireName {
    /** {@code 7_lemons_part_0001.tar}. */
    PART,
    /** {@code 7_lemons.tar.001}: the same bytes, which 7-Zip opens as one archive. */
    VOLUME;

    @Override
    @JsonValue
    public String wire() {
        return WireName.of(this);
    }
}
