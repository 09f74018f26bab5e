package io.maskexport.picture;

import io.maskexport.defect.DefectException;
import io.maskexport.picture.TiffHeader.Photometric;

/**
 * The strips or tiles of a TIFF, from left to right and from the top down; with separate samples, plane after plane.
 *
 * @param width pixels of a segment's row
 * @param height rows of a segment; the last strip has fewer
 * @param across segments side by side
 * @param down segments on top of each other
 * @param planes 1, or the number of samples if they are stored separately
 * @param rowBytes size of a decoded row of a segment; with subsampled chroma, of a row of whole groups
 * @param groupWidth pixels of a group that shares chroma; 1 if each has its own
 * @param groupHeight rows of a group
 */
record TiffSegments(TiffDirectory directory, int width, int height, int across, int down, int planes, int rowBytes,
        int groupWidth, int groupHeight) {
    static final int NONE = 1;
    static final int JPEG = 7;
    private static final int COMPRESSION = 259;
    private static final int PREDICTOR = 317;
    private static final int SMALLEST_TILE = 16;

    static TiffSegments of(TiffDirectory directory, int width, int height, int samples, int bits,
            Photometric photometric) throws DefectException {
        boolean tiled = directory.has(322);
        int segmentWidth = tiled ? directory.value(322, 0) : width;
        int segmentHeight = tiled ? directory.value(323, 0) : Math.min(directory.value(278, height), height);
        if (width < 1 || height < 1 || segmentHeight < 1
                || (tiled && Math.min(segmentWidth, segmentHeight) < SMALLEST_TILE)) {
            throw TiffHeader.unreadable("A TIFF of %d x %d pixels with segments of %d x %d".formatted(width, height,
                    segmentWidth, segmentHeight));
        }
        int planes = directory.value(284, 1) == 2 ? samples : 1;
        boolean grouped = photometric == Photometric.YCC && directory.value(COMPRESSION, NONE) != JPEG;
        int groupWidth = grouped ? directory.value(530, 2) : 1;
        int groupHeight = grouped ? (int) directory.value(530, 1, 2) : 1;
        long rowBytes = grouped && planes == 1
                ? Math.ceilDiv(segmentWidth, (long) Math.max(1, groupWidth)) * ((long) groupWidth * groupHeight + 2)
                : Math.ceilDiv((long) segmentWidth * bits * samples / planes, 8L);
        var segments = new TiffSegments(directory, segmentWidth, segmentHeight, Math.ceilDiv(width, segmentWidth),
                Math.ceilDiv(height, segmentHeight), planes, (int) Math.min(rowBytes, Integer.MAX_VALUE), groupWidth,
                groupHeight);
        segments.requireKnown(samples, bits, photometric == Photometric.YCC);
        return segments;
    }

    private void requireKnown(int samples, int bits, boolean chroma) throws DefectException {
        boolean known = switch (compression()) {
            case NONE, 2, 3, 4, 5, JPEG, 8, 32773, 32946 -> true;
            default -> false;
        };
        boolean groups = Integer.bitCount(groupWidth) == 1 && Integer.bitCount(groupHeight) == 1
                && groupHeight <= Math.max(2, groupWidth) && groupWidth <= 4 && (planes == 1 || groupWidth == 1);
        boolean grouped = groupWidth * groupHeight > 1;
        boolean predicted = predictor() == 1 || (predictor() == 2 && bits >= 8 && !grouped);
        if (!known || !groups || !predicted || (grouped && samples != 3)
                || (chroma && planes > 1 && compression() == JPEG)) {
            throw TiffHeader.unreadable("A TIFF of compression %d, predictor %d, chroma for %d x %d pixels"
                    .formatted(compression(), predictor(), groupWidth, groupHeight));
        }
    }

    /** Refuses a file that lacks some segments. */
    void requirePresent() throws DefectException {
        long segments = (long) across * down * planes;
        if (segments > directory.count(offsets())) {
            throw TiffHeader
                    .unreadable("The TIFF has %d of %d segments".formatted(directory.count(offsets()), segments));
        }
    }

    int compression() {
        return directory.value(COMPRESSION, NONE);
    }

    int predictor() {
        boolean differs = compression() == 5 || compression() == 8 || compression() == 32946;
        return differs ? directory.value(PREDICTOR, 1) : 1;
    }

    private int offsets() {
        return directory.has(322) ? 324 : 273;
    }

    /** Position of a segment in the file; may be outside it if the tag is wrong. */
    long offset(int segment) {
        return directory.value(offsets(), segment, Long.MAX_VALUE);
    }

    /** Size of a segment in bytes, as the file states it; 0 if it does not. */
    long bytes(int segment) {
        return directory.value(directory.has(322) ? 325 : 279, segment, 0);
    }

    /** Number of rows of whole groups that contain {@code rows} rows. */
    int storedRows(int rows) {
        return Math.ceilDiv(rows, groupHeight);
    }

    /** Adds to the picture's cost the segments of all planes, encoded and decoded. */
    DecodingCost cost(DecodingCost picture) {
        long encoded = 0;
        for (int i = 0; i < Math.min(across * (long) down * planes, directory.count(offsets())); i++) {
            encoded = Math.max(encoded, Math.min(bytes(i), Integer.MAX_VALUE));
        }
        long decoded = (long) rowBytes * storedRows(height) * planes;
        return switch (compression()) {
            case NONE -> picture.plusHeap(decoded);
            case JPEG -> picture.plusHeap(2 * decoded + 3 * encoded).plusNative(2 * decoded);
            default -> picture.plusHeap(decoded + 2 * encoded);
        };
    }
}
