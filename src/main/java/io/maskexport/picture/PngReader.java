package io.maskexport.picture;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

import javax.imageio.ImageReader;

/** PNG by the JDK: the samples as stored, without alpha, transparency, gamma or profile, 16 bits by their high byte. */
final class PngReader {
    private static final int RGB_ALPHA = 6;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int CRITICAL_CHUNK_BIT = 0x2000_0000;

    private PngReader() {}

    static void decode(PngHeader header, byte[] encoded, byte[] rgb) throws IOException {
        try (var memory = MemoryReader.ofJdk("png", critical(encoded))) {
            var reader = memory.reader();
            switch (header.colour()) {
                case RGB -> rgb(header, reader, rgb);
                case RGB_ALPHA -> Samples.copyRgb(reader.read(0).getRaster(), rgb);
                case PALETTE -> {
                    var image = reader.read(0);
                    var model = (IndexColorModel) image.getColorModel();
                    int[] palette = new int[model.getMapSize()];
                    model.getRGBs(palette);
                    Samples.copyPalette(image.getRaster(), palette, rgb);
                }
                default -> grey(header, reader.read(0), rgb);
            }
        }
    }

    private static void rgb(PngHeader header, ImageReader reader, byte[] rgb) throws IOException {
        if (header.bits() == 16) {
            Samples.copyRgb(reader.read(0).getRaster(), rgb);
        } else {
            var parameters = reader.getDefaultReadParam();
            parameters.setDestination(Samples.imageOn(rgb, header.width(), header.height()));
            reader.read(0, parameters);
        }
    }

    private static void grey(PngHeader header, BufferedImage image, byte[] rgb) {
        if (header.bits() >= 8) {
            Samples.copyGrey(image.getRaster(), rgb);
            return;
        }
        int levels = 1 << header.bits();
        int[] greys = new int[levels];
        for (int level = 0; level < levels; level++) {
            greys[level] = level * 255 / (levels - 1) * 0x010101;
        }
        Samples.copyPalette(image.getRaster(), greys, rgb);
    }

    /** The file with its critical chunks only. */
    private static byte[] critical(byte[] encoded) {
        var png = ByteBuffer.wrap(encoded);
        var kept = new ByteArrayOutputStream(encoded.length);
        kept.write(encoded, 0, PngHeader.SIGNATURE_BYTES);
        int at = PngHeader.SIGNATURE_BYTES;
        while (at + PngHeader.CHUNK_OVERHEAD <= encoded.length) {
            int length = png.getInt(at);
            if (length < 0 || length > encoded.length - at - PngHeader.CHUNK_OVERHEAD) {
                break;
            }
            if ((png.getInt(at + 4) & CRITICAL_CHUNK_BIT) == 0) {
                kept.write(encoded, at, length + PngHeader.CHUNK_OVERHEAD);
            }
            at += length + PngHeader.CHUNK_OVERHEAD;
        }
        return kept.toByteArray();
    }
}
