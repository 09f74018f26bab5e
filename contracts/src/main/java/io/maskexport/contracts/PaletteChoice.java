package io.maskexport.contracts;

import com.fasterxml.jackson.annotation.JsonValue;

/** Whether there are palette masks, and in which colours. */
public enum PaletteChoice implements WireName {
    /** No palette masks. */
    NONE,
    /** The colours of the classes. */
    CLASSES,
    /** The colours of PASCAL VOC, which do not depend on the project. */
    VOC;

    @Override
    @JsonValue
    public String wire() {
        return WireName.of(this);
    }
}
