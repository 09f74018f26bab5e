package io.maskexport.render;

/** How the files of an item are named and arranged. */
public enum Layout {
    /** Folders for images, annotations and each kind of mask, as in the project. */
    SUPERVISELY,
    /** All files of an item side by side under one key, which has no dot; each part is an archive on its own. */
    WEBDATASET
}
