package io.maskexport.picture;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;

/** Windows bitmaps by the JDK. */
final class BmpReader {

    private BmpReader() {}

    static void decode(BmpHeader header, byte[] encoded, RowSink rows) throws IOException {
        try (var memory = MemoryReader.ofJdk("bmp", encoded)) {
            header.requireSize(memory.reader().getWidth(0), memory.reader().getHeight(0));
            copy(memory.reader().read(0), rows);
        }
    }

    private static void copy(BufferedImage image, RowSink rows) {
        switch (image.getType()) {
            case BufferedImage.TYPE_USHORT_555_RGB -> copyPacked(image.getRaster(), rows, 3);
            case BufferedImage.TYPE_USHORT_565_RGB -> copyPacked(image.getRaster(), rows, 2);
            case BufferedImage.TYPE_BYTE_GRAY -> Samples.copyGrey(image.getRaster(), rows);
            default -> {
                if (image.getColorModel() instanceof IndexColorModel model) {
                    int[] palette = new int[model.getMapSize()];
                    model.getRGBs(palette);
                    Samples.copyPalette(image.getRaster(), palette, rows);
                } else {
                    Samples.copyRgb(image.getRaster(), rows);
                }
            }
        }
    }

    /** OpenCV shifts five and six bits up and leaves the low bits 0. */
    private static void copyPacked(Raster raster, RowSink rows, int greenShift) {
        Samples.copy(raster, rows, (samples, colour) -> samples[colour] << (colour == 1 ? greenShift : 3));
    }
}
