package io.maskexport.png;

/** The pixel formats written; none has alpha. */
public enum PngFormat {
    /** Grey, one byte a pixel. */
    GREY_8(1, 8, 0),
    /** Grey, two bytes a pixel, high byte first. */
    GREY_16(2, 16, 0),
    /** Red, green and blue, one byte each. */
    RGB_8(3, 8, 2),
    /** Indices of colours, one byte a pixel; the file has a palette. */
    PALETTE_8(1, 8, 3);

    private final int bytesPerPixel;
    private final int bitDepth;
    private final int colourType;

    PngFormat(int bytesPerPixel, int bitDepth, int colourType) {
        this.bytesPerPixel = bytesPerPixel;
        this.bitDepth = bitDepth;
        this.colourType = colourType;
    }

    int bytesPerPixel() {
        return bytesPerPixel;
    }

    int bitDepth() {
        return bitDepth;
    }

    int colourType() {
        return colourType;
    }
}
