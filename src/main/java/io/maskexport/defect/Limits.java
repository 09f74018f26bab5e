package io.maskexport.defect;

/**
 * What one export may cost. All limits count work, never time, so that every attempt decides alike.
 *
 * @param imagePixels pixels of an image or canvas (100 MP)
 * @param imageSide pixels of one side (65,500, the most a JPEG can have)
 * @param imageBytes encoded bytes of an image (256 MiB)
 * @param annotationBytes bytes of one annotation (64 MiB)
 * @param jsonDepth nesting of a JSON document (64)
 * @param jsonTokens tokens of a JSON document (20 million)
 * @param figurePoints points of one label (1 million)
 * @param imagePoints points of all labels of an item (5 million)
 * @param figureScan scan work of one label: sum of its edges' rows on the canvas (500 million)
 * @param imageScan scan work of all labels of an item (2 billion)
 * @param imagePaint pixels that the labels of an item cover, counted once for each label (10 billion)
 * @param cropPoints points of a polygon that is cut at the canvas edge (10,000)
 * @param cropCrossings self-crossings of a polygon that is cut at the canvas edge (10,000)
 * @param bitmapText characters of a bitmap's base64 text (16 Mi)
 * @param bitmapBytes bytes of a bitmap's PNG after zlib (32 MiB)
 * @param instances instance masks of one item (10,000)
 */
public record Limits(long imagePixels, int imageSide, long imageBytes, long annotationBytes, int jsonDepth,
        long jsonTokens, int figurePoints, int imagePoints, long figureScan, long imageScan, long imagePaint,
        int cropPoints,
        int cropCrossings, int bitmapText, int bitmapBytes, int instances) {

    public static Limits defaults() {
        return new Limits(100_000_000L, 65_500, 256L << 20, 64L << 20, 64, 20_000_000L, 1_000_000, 5_000_000,
                500_000_000L, 2_000_000_000L, 10_000_000_000L, 10_000, 10_000, 16 << 20, 32 << 20, 10_000);
    }
}
