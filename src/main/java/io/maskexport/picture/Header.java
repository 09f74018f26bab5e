package io.maskexport.picture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;

import static io.maskexport.defect.Limit.IMAGE_PIXELS;
import static io.maskexport.defect.Limit.IMAGE_SIDE;

/** What a file says of itself before any pixel is decoded. The content decides the format, never a name. */
sealed interface Header permits JpegHeader, PngHeader, BmpHeader, TiffHeader, WebpHeader {

    /** Pixels of a stored row. */
    int width();

    /** Stored rows. */
    int height();

    Orientation orientation();

    /**
     * Reads the header by the format's signature.
     *
     * @throws DefectException {@code IMAGE_UNREADABLE} when no format is recognised or its header is broken
     */
    static Header of(byte[] encoded) throws DefectException {
        Header header;
        try {
            header = parse(encoded);
        } catch (IndexOutOfBoundsException _) {
            throw new DefectException(DefectCode.IMAGE_UNREADABLE, "The file ends within its header");
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
        } else if (isText(bytes, 0, "II*\0") || isText(bytes, 0, "MM\0*")) {
            return TiffHeader.read(bytes);
        } else if (isText(bytes, 0, "RIFF") && isText(bytes, 8, "WEBP")) {
            return WebpHeader.read(bytes);
        }
        throw new DefectException(DefectCode.IMAGE_UNREADABLE, "The content is no JPEG, PNG, BMP, TIFF or WebP");
    }

    /** Refuses what would take more memory than the limits allow. */
    default void require(Limits limits) throws DefectException {
        long pixels = (long) width() * height();
        if (pixels > Math.min(limits.of(IMAGE_PIXELS), Integer.MAX_VALUE / 4) || width() > limits.of(IMAGE_SIDE)
                || height() > limits.of(IMAGE_SIDE)) {
            throw new DefectException(DefectCode.IMAGE_TOO_LARGE,
                    width() + " x " + height() + " pixels exceed the limit");
        }
    }

    /** Whether {@code text} (one byte a character) stands at {@code offset}. */
    static boolean isText(ByteBuffer bytes, int offset, String text) {
        byte[] expected = text.getBytes(StandardCharsets.ISO_8859_1);
        return offset + expected.length <= bytes.capacity()
                && bytes.slice(offset, expected.length).equals(ByteBuffer.wrap(expected));
    }
}
