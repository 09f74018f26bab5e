package io.maskexport.benchmarks.sample;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/**
 * A picture with the statistics of a photo: detail of every size, finer detail being fainter, partly coloured, with
 * sensor noise.
 */
public final class SamplePhoto {
    private static final int SAMPLES = 3;
    private static final float QUALITY = 0.9f;
    private static final int COARSEST = 1024;
    private static final int FINEST = 2;
    /** Number of levels that the noise of a sample spans. */
    private static final int NOISE = 9;

    private SamplePhoto() {}

    /** Red, green and blue samples, row by row. */
    public static byte[] rgb(int width, int height) {
        var random = new SplittableRandom(width * 31L + height);
        var texture = new NoiseTexture(random.nextLong());
        var tint = new NoiseTexture(random.nextLong());
        byte[] rgb = new byte[SAMPLES * width * height];
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                float light = 128 + texture.at(x, y, COARSEST, FINEST);
                float warmth = tint.at(x, y, COARSEST, COARSEST / 8) / 2;
                rgb[at++] = sample(light + warmth, random);
                rgb[at++] = sample(light, random);
                rgb[at++] = sample(light - warmth, random);
            }
        }
        return rgb;
    }

    private static byte sample(float value, SplittableRandom random) {
        return (byte) Math.clamp(Math.round(value) + random.nextInt(NOISE) - NOISE / 2, 0, 255);
    }

    /** The picture as a camera saves it: JPEG, quality 90, chroma at half resolution. */
    public static byte[] jpeg(int width, int height) {
        return jpeg(width, height, QUALITY);
    }

    /** @param quality above 0, at most 1, on the JDK's scale */
    public static byte[] jpeg(int width, int height, float quality) {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var stream = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(stream);
            var parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            writer.write(null, new IIOImage(image(rgb(width, height), width, height), null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static BufferedImage image(byte[] rgb, int width, int height) {
        var raster = Raster.createInterleavedRaster(new DataBufferByte(rgb, rgb.length), width, height, SAMPLES * width,
                SAMPLES, new int[] {0, 1, 2}, null);
        var colours = new ComponentColorModel(ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false,
                Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
        return new BufferedImage(colours, raster, false, null);
    }
}
