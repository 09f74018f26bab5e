package io.maskexport.picture;

import java.awt.color.ColorSpace;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.util.stream.IntStream;

/** Copies samples from Java's rasters to RGB rows, never through a colour model, which would convert colours. */
final class Samples {
    private static final ColorModel RGB = bytes(ColorSpace.CS_sRGB);
    private static final ColorModel GREY = bytes(ColorSpace.CS_GRAY);

    private Samples() {}

    private static ColorModel bytes(int colourSpace) {
        return new ComponentColorModel(ColorSpace.getInstance(colourSpace), false, false, ColorModel.OPAQUE,
                DataBuffer.TYPE_BYTE);
    }

    /** A colour model for one grey or three colour samples a pixel. */
    static ColorModel colours(int samples) {
        return samples == 1 ? GREY : RGB;
    }

    /** The offset of each sample of a pixel. */
    static int[] offsets(int samples) {
        return IntStream.range(0, samples).toArray();
    }

    /** The samples of a byte raster that owns its whole buffer. */
    static byte[] bytes(Raster raster) {
        return ((DataBufferByte) raster.getDataBuffer()).getData();
    }

    /** Passes on the first three bands, samples wider than a byte by their high byte. */
    static void copyRgb(Raster raster, RowSink rows) {
        int shift = raster.getSampleModel().getSampleSize(0) - 8;
        copy(raster, rows, (samples, band) -> samples[band] >> shift);
    }

    /** Passes on the first band three times. */
    static void copyGrey(Raster raster, RowSink rows) {
        copy(raster, rows, (samples, _) -> samples[0]);
    }

    /** Passes on the colours of a palette; an index beyond it is black. */
    static void copyPalette(Raster raster, int[] palette, RowSink rows) {
        copy(raster, rows, (samples, band) -> samples[0] < palette.length ? palette[samples[0]] >> (16 - 8 * band) : 0);
    }

    /** Colour 0, 1 or 2 (red, green, blue) of a pixel, in the low byte. */
    @FunctionalInterface
    interface Colour {
        int of(int[] samples, int colour);
    }

    /** Passes on the rows of a raster. */
    static void copy(Raster raster, RowSink rows, Colour colours) {
        int width = raster.getWidth();
        int bands = raster.getNumBands();
        int[] samples = new int[width * bands];
        int[] pixel = new int[bands];
        byte[] rgb = new byte[3 * width];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, samples);
            for (int x = 0, to = 0; x < width; x++) {
                System.arraycopy(samples, bands * x, pixel, 0, bands);
                for (int colour = 0; colour < 3; colour++) {
                    rgb[to++] = (byte) colours.of(pixel, colour);
                }
            }
            rows.row(rgb, 0);
        }
    }
}
