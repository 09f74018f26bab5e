package io.maskexport.picture;

import java.util.Optional;

import io.maskexport.defect.Defect;

/**
 * Decoded pixels.
 *
 * @param width pixels of a row, at least 1
 * @param height rows, at least 1
 * @param rgb {@code width * height * 3} samples, row by row from the top, R G B for each pixel
 */
public record Picture(int width, int height, byte[] rgb) implements PictureRows {
    @Override
    public long heapBytes() {
        return rgb.length;
    }

    @Override
    public Optional<Defect> read(RowSink sink) {
        for (int y = 0; y < height; y++) {
            sink.row(rgb, 3 * width * y);
        }
        return Optional.empty();
    }
}
