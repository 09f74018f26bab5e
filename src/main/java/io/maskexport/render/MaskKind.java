package io.maskexport.render;

/** The kinds of mask, with their folder in a dataset. */
public enum MaskKind {
    /** The original on the left, labels blended over it on the right. */
    HUMAN("masks_human", false),
    /** Grey, value = class index. */
    MACHINE("masks_machine", false),
    /** The class's colour. */
    SEMANTIC_RGB("masks_semantic_rgb", false),
    /** One black and white mask per object. */
    INSTANCE("masks_instances", true),
    /** The values of the machine mask, with a palette. */
    PALETTE("masks_palette", false),
    /** One black and white mask per class. */
    CLASS("masks_classes", true),
    /** 16-bit grey, value = number of the object. */
    INSTANCE_ID("masks_instance_ids", false);

    /** What the name of each folder begins with. */
    public static final String PREFIX = "masks_";

    private final String folder;
    private final boolean several;

    MaskKind(String folder, boolean several) {
        this.folder = folder;
        this.several = several;
    }

    public String folder() {
        return folder;
    }

    /** Whether an item has several, in a folder of its own; otherwise it has one. */
    public boolean isSeveral() {
        return several;
    }
}
