package io.maskexport.contracts;

import com.fasterxml.jackson.annotation.JsonValue;

/** How the files of an item are named and arranged. */
public enum ArchiveLayout implements WireName {
    /** Folders for images, annotations and each kind of mask, as in the project. */
    SUPERVISELY,
    /** All files of an item side by side under one key; each part is a shard. */
    WEBDATASET;

    @Override
    @JsonValue
    public String wire() {
        return WireName.of(this);
    }
}
