package io.maskexport.render;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** A decoded mask: packed values, grey or {@code 0xRRGGBB}. */
record Decoded(int width, int height, int[] pixels) {

    static Decoded of(byte[] png) {
        try {
            var raster = ImageIO.read(new ByteArrayInputStream(png)).getRaster();
            int bands = raster.getNumBands();
            int[] samples = raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
            int[] pixels = new int[samples.length / bands];
            for (int i = 0; i < samples.length; i++) {
                pixels[i / bands] = pixels[i / bands] << 8 | samples[i];
            }
            return new Decoded(raster.getWidth(), raster.getHeight(), pixels);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int at(int x, int y) {
        return pixels[y * width + x];
    }

    /** One line of text for each row: a dot for black, otherwise the value's last hexadecimal digit. */
    String drawing() {
        return IntStream.range(0, height)
                .mapToObj(y -> IntStream.range(0, width)
                        .mapToObj(x -> at(x, y) == 0 ? "." : Integer.toHexString(at(x, y) & 15))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }
}
