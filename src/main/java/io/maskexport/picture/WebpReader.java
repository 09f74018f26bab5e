package io.maskexport.picture;

import java.io.IOException;

import com.luciad.imageio.webp.WebPImageReaderSpi;

/** WebP by libwebp, the decoder of OpenCV. Alpha is dropped. */
final class WebpReader {

    private WebpReader() {}

    static void decode(byte[] encoded, byte[] rgb) throws IOException {
        try (var memory = new MemoryReader(new WebPImageReaderSpi().createReaderInstance(null), encoded)) {
            Samples.copyRgb(memory.reader().read(0).getRaster(), rgb);
        }
    }
}
