package io.maskexport.render;

/** The four kinds of mask, with their folder in a dataset. */
public enum MaskKind {
    /** The original on the left, labels blended over it on the right. */
    HUMAN("masks_human"),
    /** Grey, value = class index. */
    MACHINE("masks_machine"),
    /** The class's colour. */
    SEMANTIC_RGB("masks_semantic_rgb"),
    /** One black and white mask per object. */
    INSTANCE("masks_instances");

    private final String folder;

    MaskKind(String folder) {
        this.folder = folder;
    }

    public String folder() {
        return folder;
    }
}
