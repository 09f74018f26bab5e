package io.maskexport.picture;

import java.awt.color.ColorSpace;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.util.stream.IntStream;

/** Samples of Java's rasters, never through a colour model, which would convert colours. */
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
}
