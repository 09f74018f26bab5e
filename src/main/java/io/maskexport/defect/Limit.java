package io.maskexport.defect;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Limits on the cost of input. They count content and work, never time or free memory, so that every attempt decides
 * alike.
 */
public enum Limit {
    IMAGE_PIXELS(100_000_000, "pixels of an image or canvas"),
    /** Cannot be raised: outlines are exact for up to 65,536 rows ({@code raster.Edge}). */
    IMAGE_SIDE(65_500, 65_500, "pixels of one side of an image or canvas"),
    IMAGE_BYTES(256L << 20, "encoded bytes of an image"),
    IMAGE_DECODED_BYTES(900_000_000, "bytes of heap to decode an image"),
    IMAGE_NATIVE_BYTES(900_000_000, "bytes of memory outside the heap to decode an image"),
    ITEM_BYTES(4L << 30, 1L << 40,
            "bytes of heap for an item: its file, decoding, labels and human mask"),
    IMAGE_SCAN_PIXELS(3_000_000_000L, "pixels that the scans of a JPEG process, the whole image for each scan"),
    ANNOTATION_BYTES(64L << 20, "bytes of one annotation"),
    META_BYTES(64 << 20, "bytes of meta.json, of a manifest that `since` names, and of a line that `verify` reads"),
    META_TAGS(1_000_000, "tags of meta.json that are kept to recognise unknown tags"),
    TEMPLATE_PARTS(200_000, "nodes and edges of the graph templates of meta.json"),
    NAME_LENGTH(1_024, 1_000_000, "characters of a class title, and significant characters of a tag or node"),
    JSON_DEPTH(64, 500, "nesting levels in the relevant content of a JSON document"),
    JSON_TOKENS(20_000_000, "tokens in the relevant content of a JSON document"),
    IMAGE_LABELS(200_000, "labels of an item"),
    IMAGE_LABEL_BYTES(96L << 20,
            "bytes of memory for the labels of an item, read and drawn"),
    FIGURE_RUNS(6_000_000, "runs of pixels of a label that is drawn from its outline"),
    FIGURE_POINTS(1_000_000, "points of one label"),
    IMAGE_POINTS(5_000_000, "points of all labels of an item"),
    FIGURE_SCAN(500_000_000, "rows that the edges of one label cross"),
    IMAGE_SCAN(2_000_000_000, "rows that the edges of all labels of an item cross"),
    IMAGE_PAINT(10_000_000_000L, "pixels that the labels of an item cover, counted for each label"),
    CROP_POINTS(100_000, "points of a polygon that is cut at the canvas edge"),
    CROP_CROSSINGS(10_000, "self-crossings of a polygon that is cut at the canvas edge"),
    IMAGE_CROP_POINTS(500_000, "points of all polygons and lines of an item that are cut at the canvas edge"),
    IMAGE_CROP_CROSSINGS(50_000, "self-crossings of all polygons and lines of an item that are cut at the canvas edge"),
    BITMAP_TEXT(16 << 20, "base64 characters of a bitmap"),
    BITMAP_BYTES(32 << 20, "bytes of a bitmap's PNG"),
    MULTICHANNEL_BYTES(256 << 20, "bytes of the array of a multichannel bitmap"),
    UNPACKED_BYTES(16 << 20,
            "bytes of a decompressed gzip object, or twice its stored bytes if that is more"),
    INSTANCES(10_000, "instance masks, or class masks, of one item"),
    INSTANCE_BYTES(1L << 30,
            "bytes of all instance masks, of all class masks, or of all COCO run lengths, of one item"),
    EXPORT_MEMBERS(100_000_000, "files in an archive"),
    EXPORT_BYTES(10L << 40, 500L << 40, "bytes of an archive, all parts together"),
    LINKED_FILES(200_000, 100_000_000,
            "files of a dataset whose names depend on each other and lie far apart in its listing"),
    SAMPLE_ITEMS(1_000_000, 100_000_000, "items of a sample that a request asks for as a number"),
    FOLDER_DEPTH(32, 500, "levels of folders that are searched for datasets");

    /** The largest array that every JVM can allocate. */
    static final int ARRAY_BYTES = Integer.MAX_VALUE - 8;

    private static final long HIGHEST_SETTING = 1_000_000_000_000_000L;

    private final long defaultValue;
    private final long maximum;
    private final String meaning;

    Limit(long defaultValue, String meaning) {
        this(defaultValue, HIGHEST_SETTING, meaning);
    }

    Limit(long defaultValue, long maximum, String meaning) {
        this.defaultValue = defaultValue;
        this.maximum = maximum;
        this.meaning = meaning;
    }

    public long defaultValue() {
        return defaultValue;
    }

    /** The largest allowed setting: higher values could overflow. */
    public long maximum() {
        return isBytes() && defaultValue <= ARRAY_BYTES ? Math.min(maximum, ARRAY_BYTES) : maximum;
    }

    /**
     * Whether the limit counts bytes, so that people write it as a size; the names of these limits all end the same
     * way.
     */
    public boolean isBytes() {
        return name().endsWith("_BYTES");
    }

    /** What is counted, as a phrase: {@code pixels of an image or canvas}. */
    public String meaning() {
        return meaning;
    }

    /** The limit with this name; empty if only another version knows it. */
    public static Optional<Limit> named(String name) {
        return Stream.of(values()).filter(limit -> limit.name().equals(name)).findFirst();
    }

    /** The value of this limit's tag in metrics: {@code image_pixels}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
