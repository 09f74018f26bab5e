package io.maskexport.picture;

import io.maskexport.defect.DefectException;

/**
 * Width and height in pixels of a source image as it is shown, after its orientation.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 */
public record PictureSize(int width, int height) {

    /** How many pixels it has. */
    public long pixels() {
        return (long) width * height;
    }

    /**
     * Reads the size from the header alone; no pixel is decoded.
     *
     * @throws DefectException {@code IMAGE_UNREADABLE} when the bytes are no image of a known format
     */
    public static PictureSize of(byte[] encoded) throws DefectException {
        var header = Header.of(encoded);
        return header.orientation().swapsSides()
                ? new PictureSize(header.height(), header.width())
                : new PictureSize(header.width(), header.height());
    }
}
