package io.maskexport.bitmap;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.geometry.Geometry;
import io.maskexport.geometry.Points;

import static io.maskexport.defect.DefectCode.BITMAP_TOO_LARGE;
import static io.maskexport.defect.DefectCode.BROKEN_BITMAP;
import static io.maskexport.defect.DefectCode.EMPTY_BITMAP;
import static io.maskexport.defect.Limit.BITMAP_BYTES;
import static io.maskexport.defect.Limit.BITMAP_TEXT;

/**
 * Decodes the bitmaps of one annotation: base64 of zlib of a PNG or, in old projects, base64 of a PNG. Rows go from the
 * inflater straight to runs; the whole picture never exists in memory. Reuses buffers from one bitmap to the next.
 */
public final class BitmapDecoder implements AutoCloseable {
    /** The extra memory that a larger PNG needed is released before its pixels are read. */
    private static final int KEPT = 1 << 20;

    private final Limits limits;
    private final LabelBudget budget;
    private final Inflater inflater = new Inflater();
    private final PngRows rows = new PngRows();
    private byte[] png = new byte[1 << 14];

    public BitmapDecoder(Limits limits, LabelBudget budget) {
        this.limits = limits;
        this.budget = budget;
    }

    @Override
    public void close() {
        inflater.close();
        rows.close();
    }

    /** The set pixels; {@code origin} is the bitmap's upper left pixel. */
    public Geometry.Bitmap bitmap(Points origin, String base64) throws DefectException {
        var runs = new RunCollector(budget, true);
        decode(base64).forEachRow(rows, runs);
        requirePixels(runs.box());
        return new Geometry.Bitmap(origin.x(0) + runs.box().left(), origin.y(0) + runs.box().top(), runs.trimmed());
    }

    /**
     * Like {@link #bitmap}, with the opacity of each pixel. Decodes the rows twice, so that only the trimmed box is
     * kept.
     */
    public Geometry.AlphaMask alphaMask(Points origin, String base64) throws DefectException {
        var bitmap = decode(base64);
        var runs = new RunCollector(budget, false);
        bitmap.forEachRow(rows, runs);
        var box = runs.box();
        requirePixels(box);
        budget.takeAlpha((long) box.width() * box.height());
        var alpha = new byte[box.width() * box.height()];
        bitmap.forEachRow(rows, (y, values, repeated) -> {
            if (y >= box.top() && y <= box.bottom()) {
                System.arraycopy(values, box.left(), alpha, (y - box.top()) * box.width(), box.width());
            }
        });
        return new Geometry.AlphaMask(origin.x(0) + box.left(), origin.y(0) + box.top(), box.width(), box.height(),
                alpha);
    }

    private static void requirePixels(RunCollector.Box box) throws DefectException {
        if (box.isEmpty()) {
            throw new DefectException(EMPTY_BITMAP, "no pixel of the bitmap is set");
        }
    }

    private OpacityBitmap decode(String base64) throws DefectException {
        if (base64.length() > limits.of(BITMAP_TEXT)) {
            throw new DefectException(BITMAP_TEXT, BITMAP_TOO_LARGE, base64.length() + " characters of base64");
        }
        byte[] bytes = fromBase64(base64);
        boolean plain = BitmapPngHeader.isPng(bytes);
        byte[] content = plain ? bytes : inflated(bytes);
        requireBytes(content.length);
        var header = BitmapPngHeader.parse(content);
        budget.takeBitmap(header.width(), header.height());
        return OpacityBitmap.of(header, content, plain, limits.intOf(BITMAP_BYTES));
    }

    /** Python's decoder skips characters that are not base64; so does the second try. */
    private static byte[] fromBase64(String text) throws DefectException {
        byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return Base64.getDecoder().decode(ascii);
        } catch (IllegalArgumentException e) {
            return fromLooseBase64(ascii);
        }
    }

    private static byte[] fromLooseBase64(byte[] ascii) throws DefectException {
        try {
            return Base64.getMimeDecoder().decode(ascii);
        } catch (IllegalArgumentException e) {
            throw new DefectException(BROKEN_BITMAP, "not base64");
        }
    }

    private byte[] inflated(byte[] zlib) throws DefectException {
        inflater.reset();
        inflater.setInput(zlib);
        int length = 0;
        try {
            while (!inflater.finished()) {
                if (length == png.length) {
                    png = Arrays.copyOf(png, grown(length, limits.intOf(BITMAP_BYTES)));
                }
                int got = inflater.inflate(png, length, png.length - length);
                if (got == 0 && !inflater.finished()) {
                    throw new DefectException(BROKEN_BITMAP, "the zlib stream is truncated");
                }
                length += got;
                requireBytes(length);
            }
        } catch (DataFormatException e) {
            throw new DefectException(BROKEN_BITMAP, "neither zlib nor a PNG");
        }
        byte[] whole = Arrays.copyOf(png, length);
        if (png.length > KEPT) {
            png = new byte[KEPT];
        }
        return whole;
    }

    /** Twice the length, but at most one byte beyond the limit, which is enough to detect the excess. */
    static int grown(int length, int limit) {
        return (int) Math.max(length + 1L, Math.min(2L * length, limit + 1L));
    }

    private void requireBytes(int length) throws DefectException {
        if (length > limits.of(BITMAP_BYTES)) {
            throw new DefectException(BITMAP_BYTES, BITMAP_TOO_LARGE,
                    "a PNG of more than " + limits.of(BITMAP_BYTES) + " bytes");
        }
    }
}
