package io.maskexport.picture;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;

/** Windows bitmaps by the JDK. */
final class BmpReader {

    private BmpReader() {}

    static void decode(BmpHeader header, byte[] encoded, byte[] rgb) throws IOException {
        try (var memory = MemoryReader.ofJdk("bmp", encoded)) {
            header.requireSize(memory.reader().getWidth(0), memory.reader().getHeight(0));
            copy(memory.reader().read(0), rgb);
        }
    }

    private static void copy(BufferedImage image, byte[] rgb) {
        switch (image.getType()) {
            case BufferedImage.TYPE_USHORT_555_RGB -> copyPacked(image.getRaster(), rgb, 3);
            case BufferedImage.TYPE_USHORT_565_RGB -> copyPacked(image.getRaster(), rgb, 2);
            case BufferedImage.TYPE_BYTE_GRAY -> Samples.copyGrey(image.getRaster(), rgb);
            default -> {
                if (image.getColorModel() instanceof IndexColorModel model) {
                    int[] palette = new int[model.getMapSize()];
                    model.getRGBs(palette);
                    Samples.copyPalette(image.getRaster(), palette, rgb);
                } else {
                    Samples.copyRgb(image.getRaster(), rgb);
                }
            }
        }
    }

    /** OpenCV shifts five and six bits up and leaves the low bits 0. */
    private static void copyPacked(Raster raster, byte[] rgb, int greenShift) {
        int[] row = new int[raster.getWidth() * 3];
        for (int y = 0, to = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, raster.getWidth(), 1, row);
            for (int i = 0; i < row.length; i += 3) {
                rgb[to++] = (byte) (row[i] << 3);
                rgb[to++] = (byte) (row[i + 1] << greenShift);
                rgb[to++] = (byte) (row[i + 2] << 3);
            }
        }
    }
}
