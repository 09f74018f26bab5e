package io.maskexport.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;

import static io.maskexport.defect.Limit.IMAGE_DECODED_BYTES;
import static io.maskexport.defect.Limit.IMAGE_NATIVE_BYTES;
import static io.maskexport.defect.Limit.IMAGE_PIXELS;
import static io.maskexport.defect.Limit.IMAGE_SIDE;

/** The properties of a file before any pixel is decoded. The content decides the format, never the name. */
sealed interface Header permits JpegHeader, PngHeader, BmpHeader, TiffHeader, WebpHeader {

    /** With up to this many pixels, all samples fit into one array. */
    int ARRAY_PIXELS = Integer.MAX_VALUE / 4;

    /** Width of a stored row in pixels. */
    int width();

    /** Number of stored rows. */
    int height();

    Orientation orientation();

    /**
     * Reads the header, in the format that the signature shows.
     *
     * @throws DefectException {@code IMAGE_UNREADABLE} if no format is recognized or the header is broken
     */
    static Header of(byte[] encoded) throws DefectException {
        Header header;
        try {
            header = parse(encoded);
        } catch (IndexOutOfBoundsException _) {
            throw new DefectException(DefectCode.IMAGE_UNREADABLE, "The file is truncated within its header");
        }
        if (header.width() <= 0 || header.height() <= 0) {
            throw new DefectException(DefectCode.IMAGE_UNREADABLE,
                    "The header says " + header.width() + " x " + header.height() + " pixels");
        }
        return header;
    }

    private static Header parse(byte[] encoded) throws DefectException {
        var bytes = ByteBuffer.wrap(encoded);
        if (isText(bytes, 0, "\u00ff\u00d8\u00ff")) {
            return JpegHeader.read(bytes);
        } else if (isText(bytes, 0, "\u0089PNG\r\n\u001a\n")) {
            return PngHeader.read(bytes);
        } else if (isText(bytes, 0, "BM")) {
            return BmpHeader.read(bytes);
        } else if (Stream.of("II*\0", "MM\0*", "II+\0", "MM\0+").anyMatch(text -> isText(bytes, 0, text))) {
            return TiffHeader.read(bytes);
        } else if (isText(bytes, 0, "RIFF") && isText(bytes, 8, "WEBP")) {
            return WebpHeader.read(bytes);
        }
        throw new DefectException(DefectCode.IMAGE_UNREADABLE, "The content is not JPEG, PNG, BMP, TIFF or WebP");
    }

    default long pixels() {
        return (long) width() * height();
    }

    /** The smallest memory that decoding needs. */
    DecodingCost cost(int encodedBytes);

    /** The peak memory of decoding. */
    default DecodingCost cost(int encodedBytes, Limits limits) {
        return cost(encodedBytes);
    }

    /** Refuses files that need more memory or work than the limits allow. */
    default void require(Limits limits, byte[] encoded) throws DefectException {
        require(IMAGE_SIDE, limits.of(IMAGE_SIDE), Math.max(width(), height()));
        require(IMAGE_PIXELS, Math.min(limits.of(IMAGE_PIXELS), ARRAY_PIXELS), pixels());
        var cost = cost(encoded.length);
        require(IMAGE_DECODED_BYTES, limits.of(IMAGE_DECODED_BYTES), cost.heapBytes());
        require(IMAGE_NATIVE_BYTES, limits.of(IMAGE_NATIVE_BYTES), cost.nativeBytes());
    }

    /** Refuses a decoder's size, which decides what it allocates, if it differs from the header's. */
    default void requireSize(int width, int height) throws IOException {
        if (width != width() || height != height()) {
            throw new IOException("the header says %d x %d pixels, the content %d x %d"
                    .formatted(width(), height(), width, height));
        }
    }

    /** Refuses an amount above the value of a limit. */
    default void require(Limit limit, long maximum, long amount) throws DefectException {
        if (amount > maximum) {
            throw new DefectException(limit, DefectCode.IMAGE_TOO_LARGE, "%d x %d pixels: %d exceeds %d %s"
                    .formatted(width(), height(), amount, maximum, limit.meaning()));
        }
    }

    /** Whether {@code text} (one byte a character) is at {@code offset}. */
    static boolean isText(ByteBuffer bytes, int offset, String text) {
        byte[] expected = text.getBytes(StandardCharsets.ISO_8859_1);
        return offset + expected.length <= bytes.capacity()
                && bytes.slice(offset, expected.length).equals(ByteBuffer.wrap(expected));
    }
}
