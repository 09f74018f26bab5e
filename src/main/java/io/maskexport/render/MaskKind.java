package io.maskexport.render;

import java.util.List;

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
    INSTANCE_ID("masks_instance_ids", false),
    /** A COCO file of the objects: run lengths, box and area of each. */
    COCO_INSTANCES("coco_instances", false, ".json"),
    /** A picture of the numbers of objects in 24-bit colours, and a COCO file of its segments. */
    COCO_PANOPTIC("coco_panoptic", false, ".png", ".json");

    /** What the names of most folders begin with. */
    private static final String PREFIX = "masks_";

    private final String folder;
    private final boolean several;
    private final List<String> endings;

    MaskKind(String folder, boolean several) {
        this(folder, several, ".png");
    }

    MaskKind(String folder, boolean several, String... endings) {
        this.folder = folder;
        this.several = several;
        this.endings = List.of(endings);
    }

    public String folder() {
        return folder;
    }

    /** What its files are called in shards. */
    public String word() {
        return folder.startsWith(PREFIX) ? folder.substring(PREFIX.length()) : folder;
    }

    /** Whether an item has several, in a folder of its own; otherwise it has one with each of the {@link #endings}. */
    public boolean isSeveral() {
        return several;
    }

    /** How the names of its files end. */
    public List<String> endings() {
        return endings;
    }

    /** Whether an item has exactly one file of the kind. */
    public boolean isOneFile() {
        return !several && endings.size() == 1;
    }
}
