package io.maskexport.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.util.function.IntUnaryOperator;

/** Samples between Java's rasters and RGB rows. Never through a colour model, which would convert colours. */
final class Samples {
    private static final ColorModel RGB = bytes(ColorSpace.CS_sRGB);
    private static final ColorModel GREY = bytes(ColorSpace.CS_GRAY);

    private Samples() {}

    private static ColorModel bytes(int colourSpace) {
        return new ComponentColorModel(ColorSpace.getInstance(colourSpace), false, false, ColorModel.OPAQUE,
                DataBuffer.TYPE_BYTE);
    }

    /** An image whose memory is {@code rgb}, so that a reader fills it without a copy. */
    static BufferedImage imageOn(byte[] rgb, int width, int height) {
        return imageOn(RGB, rgb, width, height, 0, 1, 2);
    }

    /** An image of one grey sample a pixel, which is the first of three in {@code rgb}. */
    static BufferedImage greyImageOn(byte[] rgb, int width, int height) {
        return imageOn(GREY, rgb, width, height, 0);
    }

    private static BufferedImage imageOn(ColorModel colours, byte[] rgb, int width, int height, int... offsets) {
        var model = new PixelInterleavedSampleModel(DataBuffer.TYPE_BYTE, width, height, 3, 3 * width, offsets);
        var raster = Raster.createWritableRaster(model, new DataBufferByte(rgb, rgb.length), null);
        return new BufferedImage(colours, raster, false, null);
    }

    /** Copies the first of each three samples to the others. */
    static void spreadGrey(byte[] rgb) {
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i + 1] = rgb[i];
            rgb[i + 2] = rgb[i];
        }
    }

    /** The samples of a raster of bytes that owns all of its buffer. */
    static byte[] bytes(Raster raster) {
        return ((DataBufferByte) raster.getDataBuffer()).getData();
    }

    /** Writes the first band three times, a sample wider than a byte by its high byte. */
    static void copyGrey(Raster raster, byte[] rgb) {
        int shift = raster.getSampleModel().getSampleSize(0) - 8;
        int[] row = new int[raster.getWidth()];
        for (int y = 0, to = 0; y < raster.getHeight(); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, row.length, 1, 0, row);
            for (int sample : row) {
                byte grey = (byte) (sample >> shift);
                rgb[to++] = grey;
                rgb[to++] = grey;
                rgb[to++] = grey;
            }
        }
    }

    /** Writes the first three bands, samples wider than a byte by their high byte. */
    static void copyRgb(Raster raster, byte[] rgb) {
        int shift = raster.getSampleModel().getSampleSize(0) - 8;
        copyRgb(raster, rgb, sample -> sample >> shift);
    }

    /** Writes the first three bands, each sample as {@code toByte} says. */
    static void copyRgb(Raster raster, byte[] rgb, IntUnaryOperator toByte) {
        int width = raster.getWidth();
        int[] row = new int[width];
        for (int band = 0; band < 3; band++) {
            for (int y = 0; y < raster.getHeight(); y++) {
                raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, band, row);
                for (int x = 0, to = y * width * 3 + band; x < width; x++, to += 3) {
                    rgb[to] = (byte) toByte.applyAsInt(row[x]);
                }
            }
        }
    }

    /** Writes the colours of a palette; an index beyond it is black. */
    static void copyPalette(Raster raster, int[] palette, byte[] rgb) {
        int[] row = new int[raster.getWidth()];
        for (int y = 0, to = 0; y < raster.getHeight(); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, row.length, 1, 0, row);
            for (int index : row) {
                int colour = index < palette.length ? palette[index] : 0;
                rgb[to++] = (byte) (colour >> 16);
                rgb[to++] = (byte) (colour >> 8);
                rgb[to++] = (byte) colour;
            }
        }
    }
}
