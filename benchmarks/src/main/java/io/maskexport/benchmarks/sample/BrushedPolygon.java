package io.maskexport.benchmarks.sample;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

import io.maskexport.geometry.Geometry.Polygon;
import io.maskexport.geometry.Spans;
import io.maskexport.raster.Rasterizer;

/**
 * A polygon as stored by the annotation tool's brush.
 *
 * @param left column of its bounding box
 * @param top row of its bounding box
 * @param data base64 of zlib of a one-bit PNG whose first colour is transparent
 */
public record BrushedPolygon(int left, int top, String data) {
    private static final IndexColorModel TRANSPARENT_AND_WHITE = new IndexColorModel(1, 2, new byte[] {0, -1},
            new byte[] {0, -1}, new byte[] {0, -1}, 0);

    /** All polygons of a scene. */
    public static List<BrushedPolygon> of(SampleScene scene) {
        var rasterizer = new Rasterizer();
        rasterizer.canvas(scene.width(), scene.height());
        return scene.polygons().stream().map(polygon -> of(polygon, rasterizer)).toList();
    }

    private static BrushedPolygon of(Polygon polygon, Rasterizer rasterizer) {
        var spans = rasterizer.mask(polygon, 1);
        int left = Integer.MAX_VALUE;
        int right = 0;
        for (int i = 0; i < spans.count(); i++) {
            left = Math.min(left, spans.from(i));
            right = Math.max(right, spans.to(i));
        }
        int top = spans.y(0);
        return new BrushedPolygon(left, top,
                text(image(spans, left, top, right - left, spans.y(spans.count() - 1) - top + 1)));
    }

    private static BufferedImage image(Spans spans, int left, int top, int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY, TRANSPARENT_AND_WHITE);
        for (int i = 0; i < spans.count(); i++) {
            for (int x = spans.from(i); x < spans.to(i); x++) {
                image.getRaster().setSample(x - left, spans.y(i) - top, 0, 1);
            }
        }
        return image;
    }

    private static String text(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        try (var zlib = new DeflaterOutputStream(bytes)) {
            ImageIO.write(image, "png", zlib);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new String(Base64.getEncoder().encode(bytes.toByteArray()), StandardCharsets.ISO_8859_1);
    }
}
