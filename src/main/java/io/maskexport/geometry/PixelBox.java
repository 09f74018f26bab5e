package io.maskexport.geometry;

/** A rectangle of pixels; that of no pixels is {@link #EMPTY}. */
public record PixelBox(int left, int top, int width, int height) {
    public static final PixelBox EMPTY = new PixelBox(0, 0, 0, 0);
}
