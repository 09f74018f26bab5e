package io.maskexport.picture;

import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.function.IntUnaryOperator;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;

/** TIFF by TwelveMonkeys, with libtiff's rules for what OpenCV reads through it. */
final class TiffReader {
    private static final int UNASSOCIATED_ALPHA = 2;

    private TiffReader() {}

    static void decode(TiffHeader header, byte[] encoded, byte[] rgb) throws IOException {
        try (var memory = new MemoryReader(new TIFFImageReaderSpi().createReaderInstance(null), encoded)) {
            var image = memory.reader().read(0);
            var raster = image.getRaster();
            if (image.getColorModel() instanceof IndexColorModel model) {
                int[] palette = new int[model.getMapSize()];
                model.getRGBs(palette);
                Samples.copyPalette(raster, palette, rgb);
            } else if (raster.getNumBands() < 3) {
                Samples.copyGrey(raster, rgb);
            } else {
                IntUnaryOperator toByte = header.bits() == 16 ? TiffReader::rounded : sample -> sample;
                Samples.copyRgb(raster, rgb, toByte);
                if (raster.getNumBands() == 4 && header.alpha() == UNASSOCIATED_ALPHA) {
                    premultiply(raster, rgb, toByte);
                }
            }
        }
    }

    /** libtiff's RGBA interface rounds colours of 16 bits; grey it cuts to the high byte. */
    private static int rounded(int sample) {
        return (sample + 128) / 257;
    }

    /** libtiff's RGBA interface gives associated alpha: {@code (c * a + 127) / 255}. */
    private static void premultiply(Raster raster, byte[] rgb, IntUnaryOperator toByte) {
        int[] alpha = new int[raster.getWidth()];
        for (int y = 0, at = 0; y < raster.getHeight(); y++) {
            raster.getSamples(0, y, alpha.length, 1, 3, alpha);
            for (int a : alpha) {
                for (int band = 0; band < 3; band++, at++) {
                    rgb[at] = (byte) (((rgb[at] & 0xff) * toByte.applyAsInt(a) + 127) / 255);
                }
            }
        }
    }
}
