package io.maskexport.picture;

import io.maskexport.defect.DefectException;

/**
 * Width and height of a source image in pixels, upright.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 */
public record PictureSize(int width, int height) {

    /** Number of pixels. */
    public long pixels() {
        return (long) width * height;
    }

    /**
     * Reads the size from the header alone; decodes no pixel.
     *
     * @throws DefectException {@code IMAGE_UNREADABLE} if the bytes are not an image of a known format
     */
    public static PictureSize of(byte[] encoded) throws DefectException {
        var header = Header.of(encoded);
        return header.orientation().swapsSides()
                ? new PictureSize(header.height(), header.width())
                : new PictureSize(header.width(), header.height());
    }
}
