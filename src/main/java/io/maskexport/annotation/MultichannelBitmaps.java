package io.maskexport.annotation;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.InflaterInputStream;

import io.maskexport.bitmap.LabelBudget;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.geometry.Geometry;
import io.maskexport.geometry.Points;

import static io.maskexport.defect.DefectCode.ANNOTATION_TOO_LARGE;
import static io.maskexport.defect.DefectCode.BITMAP_TOO_LARGE;
import static io.maskexport.defect.DefectCode.BROKEN_BITMAP;
import static io.maskexport.defect.DefectCode.EMPTY_BITMAP;
import static io.maskexport.defect.Limit.BITMAP_TEXT;
import static io.maskexport.defect.Limit.IMAGE_SCAN;
import static io.maskexport.defect.Limit.MULTICHANNEL_BYTES;

/**
 * Reads the multichannel bitmaps of one annotation: base64 of zlib of a three-dimensional NumPy array. As in the
 * reference, masks show their bounding boxes, whatever the values are; so the values are counted but never kept.
 */
final class MultichannelBitmaps {
    private static final int BUFFER = 1 << 13;

    private final Limits limits;
    private final LabelBudget budget;
    private long itemBytes;

    MultichannelBitmaps(Limits limits, LabelBudget budget) {
        this.limits = limits;
        this.budget = budget;
    }

    /** The rectangle that the bitmap covers; {@code origin} is its upper left pixel. */
    Geometry.Rectangle box(Points origin, String base64) throws DefectException {
        if (base64.length() > limits.of(BITMAP_TEXT)) {
            throw new DefectException(BITMAP_TEXT, BITMAP_TOO_LARGE,
                    "more than " + limits.of(BITMAP_TEXT) + " characters of base64");
        }
        try (var array = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(decoded(base64))))) {
            var header = NumpyHeader.read(array);
            if (header.bytes() == 0) {
                throw new DefectException(EMPTY_BITMAP, "the array has no pixel");
            }
            budget.takeBitmap(header.columns(), header.rows());
            takeBytes(header.bytes());
            requireBytes(array, header.bytes());
            return new Geometry.Rectangle(origin.x(0), origin.y(0), origin.x(0) + (int) header.columns() - 1,
                    origin.y(0) + (int) header.rows() - 1);
        } catch (EOFException e) {
            throw new DefectException(BROKEN_BITMAP, "the array is truncated");
        } catch (IOException e) {
            throw new DefectException(BROKEN_BITMAP, "not a zlib-compressed NumPy array");
        }
    }

    private static byte[] decoded(String base64) throws DefectException {
        try {
            return Base64.getMimeDecoder().decode(base64.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw new DefectException(BROKEN_BITMAP, "not base64");
        }
    }

    private void takeBytes(long bytes) throws DefectException {
        if (bytes > limits.of(MULTICHANNEL_BYTES)) {
            throw new DefectException(MULTICHANNEL_BYTES, BITMAP_TOO_LARGE, "an array of %d bytes".formatted(bytes));
        }
        itemBytes += bytes;
        if (itemBytes > limits.of(IMAGE_SCAN)) {
            throw new DefectException(IMAGE_SCAN, ANNOTATION_TOO_LARGE,
                    "arrays of more than " + limits.of(IMAGE_SCAN) + " bytes");
        }
    }

    private static void requireBytes(DataInputStream array, long bytes) throws IOException {
        var buffer = new byte[BUFFER];
        for (long left = bytes; left > 0; left -= Math.min(left, BUFFER)) {
            array.readFully(buffer, 0, (int) Math.min(left, BUFFER));
        }
    }
}
