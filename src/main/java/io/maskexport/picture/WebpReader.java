package io.maskexport.picture;

import java.awt.image.DataBufferInt;
import java.io.IOException;

import com.luciad.imageio.webp.WebPImageReaderSpi;

/** Reads WebP with libwebp, OpenCV's decoder. Drops alpha; shows the first frame of an animation, on black. */
final class WebpReader {

    private WebpReader() {}

    static void decode(WebpHeader header, byte[] encoded, StoredRows rows) throws IOException {
        var frame = header.frame();
        byte[] picture = header.picture(encoded);
        try (var memory = new MemoryReader(new WebPImageReaderSpi().createReaderInstance(null), picture)) {
            var raster = memory.reader().read(0).getRaster();
            if (raster.getWidth() != frame.width() || raster.getHeight() != frame.height()) {
                throw new IOException("the WebP's picture differs in size from its header");
            }
            int[] pixels = ((DataBufferInt) raster.getDataBuffer()).getData();
            byte[] rgb = new byte[rows.rowBytes()];
            for (int y = 0; y < frame.y(); y++) {
                rows.row(rgb, 0);
            }
            for (int y = 0; y < frame.height(); y++) {
                put(pixels, y * frame.width(), frame.width(), rgb, 3 * frame.x());
                rows.row(rgb, 0);
            }
        }
    }

    private static void put(int[] pixels, int from, int count, byte[] rgb, int to) {
        for (int i = from, at = to; i < from + count; i++, at += 3) {
            rgb[at] = (byte) (pixels[i] >> 16);
            rgb[at + 1] = (byte) (pixels[i] >> 8);
            rgb[at + 2] = (byte) pixels[i];
        }
    }
}
