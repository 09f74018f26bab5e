package io.maskexport.bitmap;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

import io.maskexport.defect.DefectException;
import io.maskexport.defect.FatalErrors;

import static io.maskexport.bitmap.BitmapPngHeader.broken;

/** Reads interlaced and 16-bit PNGs, which are rare in annotations, with Java's own reader. */
final class RarePng {
    private RarePng() {}

    /**
     * Passes on rows with one byte a sample; a 16-bit sample becomes its high byte, but a non-zero one never becomes
     * zero.
     */
    static void forEachRow(BitmapPngHeader header, byte[] png, PngRows.Sink sink) throws DefectException {
        var raster = raster(png);
        int channels = header.channels();
        var row = new byte[header.width() * channels];
        for (int y = 0; y < header.height(); y++) {
            for (int i = 0; i < row.length; i++) {
                int sample = raster.getSample(i / channels, y, i % channels);
                row[i] = (byte) (header.depth() < 16 ? sample : Math.max(sample >> 8, Math.min(sample, 1)));
            }
            sink.row(y, row, 0, false);
        }
    }

    private static Raster raster(byte[] png) throws DefectException {
        var reader = ImageIO.getImageReadersByFormatName("png").next();
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
            reader.setInput(input, true, true);
            return reader.read(0).getRaster();
        } catch (IOException | RuntimeException e) {
            FatalErrors.rethrow(e);
            throw broken("the PNG cannot be decoded");
        } finally {
            reader.dispose();
        }
    }
}
