package io.maskexport.worker.page;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A small picture of a mask.
 *
 * @param item path of the item
 * @param rendered when, in ISO 8601
 * @param picture a {@code data:} URL of a PNG, at most {@value #MOST_SIDE} pixels wide and high
 */
record MaskThumbnail(String item, String rendered, String picture) {
    static final int MOST_SIDE = 200;
    /** Reading a larger mask would take the processor for too long. */
    static final long MOST_PIXELS = 50_000_000;

    /** The picture of a mask, with a colour for each value of a grey one; empty if the mask is too large. */
    static Optional<String> picture(byte[] mask) throws IOException {
        var reader = ImageIO.getImageReadersByFormatName("png").next();
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(mask))) {
            reader.setInput(in, true, true);
            return (long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS
                    ? Optional.empty()
                    : Optional.of(dataUrl(coloured(sampled(reader))));
        } finally {
            reader.dispose();
        }
    }

    /** Every n-th pixel of every n-th row; the whole mask is never in memory. */
    private static BufferedImage sampled(ImageReader reader) throws IOException {
        int step = Math.ceilDiv(Math.max(reader.getWidth(0), reader.getHeight(0)), MOST_SIDE);
        var parameters = reader.getDefaultReadParam();
        parameters.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, parameters);
    }

    private static BufferedImage coloured(BufferedImage mask) {
        var picture = new BufferedImage(mask.getWidth(), mask.getHeight(), BufferedImage.TYPE_INT_RGB);
        boolean grey = mask.getRaster().getNumBands() == 1 && !(mask.getColorModel() instanceof IndexColorModel);
        for (int y = 0; y < mask.getHeight(); y++) {
            for (int x = 0; x < mask.getWidth(); x++) {
                picture.setRGB(x, y, grey ? colour(mask.getRaster().getSample(x, y, 0)) : mask.getRGB(x, y));
            }
        }
        return picture;
    }

    /** Black for the background; hues of neighbouring values lie far apart, by the golden ratio. */
    private static int colour(int value) {
        return value == 0 ? 0 : Color.HSBtoRGB(value * 0.618_034f, 0.7f, 0.95f);
    }

    private static String dataUrl(BufferedImage picture) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(picture, "png", out);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
