package io.maskexport.picture;

/**
 * Decoded pixels.
 *
 * @param width pixels of a row, at least 1
 * @param height rows, at least 1
 * @param rgb {@code width * height * 3} samples, row after row from the top, R G B for each pixel
 */
public record Picture(int width, int height, byte[] rgb) {}
