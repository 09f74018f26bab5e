package io.maskexport.sandbox;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;

import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A reproducible project in a bucket with any number of images: incompressible noise, with one polygon and one
 * rectangle in each image. It has ten datasets, because the embedded server is slow at listing long folders.
 */
public final class GeneratedProject {
    private static final int DATASETS = 10;
    private static final String META = """
            {"projectType": "images", "tags": [], "classes": [
              {"id": 1, "title": "field", "shape": "polygon", "color": "#27AE60"},
              {"id": 2, "title": "house", "shape": "rectangle", "color": "#C0392B"}]}""";

    private GeneratedProject() {}

    /**
     * Uploads a project.
     *
     * @param side of each image, in pixels; noise has 3 bytes a pixel
     * @param distinct number of different pictures
     */
    public static void upload(ObjectStore store, ObjectRef prefix, int images, int side, int distinct)
            throws IOException {
        store.put(prefix.resolve("meta.json"), META.getBytes(UTF_8), "application/json");
        var pictures = new byte[distinct][];
        for (int i = 0; i < distinct; i++) {
            pictures[i] = picture(side, i);
        }
        var annotation = annotation(side);
        for (int i = 0; i < images; i++) {
            var dataset = prefix.resolve("dataset-" + i % DATASETS + "/");
            var name = "image-%06d.png".formatted(i);
            store.put(dataset.resolve("img/" + name), pictures[i % distinct], "image/png");
            store.put(dataset.resolve("ann/" + name + ".json"), annotation, "application/json");
        }
    }

    private static byte[] annotation(int side) {
        return """
                {"size": {"width": %1$d, "height": %1$d}, "tags": [], "objects": [
                  {"classTitle": "field", "tags": [], "geometryType": "polygon",
                   "points": {"exterior": [[2, 3], [%2$d, 5], [%3$d, %2$d]], "interior": []}},
                  {"classTitle": "house", "tags": [], "geometryType": "rectangle",
                   "points": {"exterior": [[%3$d, 1], [%2$d, %3$d]], "interior": []}}]}"""
                .formatted(side, side - 4, side / 2).getBytes(UTF_8);
    }

    private static byte[] picture(int side, int seed) throws IOException {
        var random = new Random(seed);
        var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
