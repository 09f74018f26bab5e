package io.maskexport.bitmap;

import io.maskexport.defect.DefectException;

import static io.maskexport.defect.DefectCode.BITMAP_TOO_LARGE;
import static io.maskexport.defect.Limit.BITMAP_BYTES;

/**
 * A PNG as opacities, one byte a pixel.
 *
 * @param header of the decoded rows: one byte a sample if {@code rare}
 * @param rare whether Java's own reader decodes it, because it is interlaced or has 16 bits
 */
record OpacityBitmap(BitmapPngHeader header, byte[] png, Opacity opacity, boolean rare) {
    /** Receives rows of opacities from the top down. */
    @FunctionalInterface
    interface Sink {
        /**
         * Receives a row.
         *
         * @param values one for each pixel, from index 0; overwritten by the next row
         * @param repeated whether it equals the row above
         */
        void row(int y, byte[] values, boolean repeated) throws DefectException;
    }

    static OpacityBitmap of(BitmapPngHeader header, byte[] png, boolean plain, int maxRasterBytes)
            throws DefectException {
        boolean rare = header.interlaced() || header.depth() == 16;
        long rasterBytes = (long) header.width() * header.height() * header.channels() * 2;
        if (rare && rasterBytes > maxRasterBytes) {
            throw new DefectException(BITMAP_BYTES, BITMAP_TOO_LARGE, "an interlaced or 16-bit PNG of that size");
        }
        return new OpacityBitmap(header, png, Opacity.of(header, plain), rare);
    }

    void forEachRow(PngRows rows, Sink sink) throws DefectException {
        var values = new byte[header.width()];
        PngRows.Sink convert = (y, bytes, at, repeated) -> {
            if (!repeated) {
                opacity.row(bytes, at, values);
            }
            sink.row(y, values, repeated);
        };
        if (rare) {
            RarePng.forEachRow(header, png, convert);
        } else {
            rows.forEach(header, png, convert);
        }
    }
}
