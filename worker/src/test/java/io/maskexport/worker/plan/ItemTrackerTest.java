package io.maskexport.worker.plan;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

import io.maskexport.worker.MaskExport;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ItemTrackerTest {
    /** What a build makes by {@link ItemTracker#RULES}. Both change together. */
    private static final int RULES = 1;
    private static final String MADE = "901a0c1a5c6a40e085018d035fb34602194545bb83b8ce2ac86f43fc33217703";

    @TempDir
    private Path folder = Path.of("");

    private void write(String path, String content) throws IOException {
        var file = folder.resolve("project").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private void image(String path, int width, int height) throws IOException {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, ((x * 7) << 16) | ((y * 5) << 8) | (x * y & 255));
            }
        }
        var file = folder.resolve("project").resolve(path);
        Files.createDirectories(file.getParent());
        assertThat(ImageIO.write(picture, "png", file.toFile())).isTrue();
    }

    /** A label of each geometry, each of which overlaps another, and is cut by the edge or has a hole. */
    private void project() throws IOException {
        write("meta.json", """
                {"classes": [{"title": "car", "shape": "any", "color": "#FF0000"},
                             {"title": "car_01", "shape": "any", "color": "#00FF00"},
                             {"title": "tree", "shape": "any", "color": "#0040C0"}], "tags": []}""");
        image("ds/img/a.png", 90, 70);
        write("ds/ann/a.png.json", annotation(90, 70,
                label("car", "polygon", "[[3.4, 2.6], [60, 8], [50, 66], [-9, 40]]", "[[10, 20], [30, 20], [20, 40]]"),
                label("car", "rectangle", "[[40, 30], [99, 50]]", ""),
                label("tree", "line", "[[0, 69], [45, 20], [89, 60]]", ""),
                label("car_01", "point", "[[70, 15]]", ""),
                """
                        {"classTitle": "tree", "geometryType": "bitmap", "tags": [],
                         "bitmap": {"origin": [50, 25], "data": "%s"}}""".formatted(bitmap())));
        image("ds/img/empty.png", 21, 13);
    }

    /** A checked square, in base64 of a compressed PNG. */
    private static String bitmap() throws IOException {
        var picture = new BufferedImage(20, 20, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 400; i++) {
            picture.setRGB(i % 20, i / 20, (i / 5 + i / 60) % 2 == 0 ? 0xffffffff : 0);
        }
        var packed = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(packed)) {
            ImageIO.write(picture, "png", out);
        }
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }

    private static String annotation(int width, int height, String... labels) {
        return """
                {"size": {"width": %d, "height": %d}, "tags": [], "objects": [%s]}""".formatted(width, height,
                String.join(", ", labels));
    }

    private static String label(String title, String geometry, String exterior, String hole) {
        return """
                {"classTitle": "%s", "geometryType": "%s", "tags": [], "points": {"exterior": %s, "interior": [%s]}}"""
                .formatted(title, geometry, exterior, hole);
    }

    /** Digests paths, texts and pixels: how well a library packs them may differ from system to system. */
    private String made() throws IOException {
        var out = folder.resolve("out");
        var arguments = List.of("render", "--project", folder.resolve("project").toString(), "--out", out.toString(),
                "--masks",
                "human,machine,semantic_rgb,instance,palette,class,instance_id,coco_instances,coco_panoptic");
        var errors = new StringWriter();
        assertThat(MaskExport.commandLine().setErr(new PrintWriter(errors)).setOut(new PrintWriter(errors))
                .execute(arguments.toArray(String[]::new))).as(errors.toString()).isZero();
        var digest = DigestUtils.getSha256Digest();
        try (var files = Files.walk(out)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var path = out.relativize(file).toString().replace('\\', '/');
                if (!path.contains("/img/") && !path.contains("/ann/")) {
                    digest.update(path.getBytes(UTF_8));
                    digest.update(path.endsWith(".png") ? pixels(file) : Files.readAllBytes(file));
                }
            }
        }
        try (var masks = Files.list(out.resolve("ds/masks_instances/a"))) {
            assertThat(masks).as("a mask of each label").hasSize(5);
        }
        return Hex.encodeHexString(digest.digest());
    }

    private static byte[] pixels(Path png) throws IOException {
        var raster = ImageIO.read(png.toFile()).getRaster();
        var samples = raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
        var bytes = ByteBuffer.allocate(8 + 4 * samples.length).putInt(raster.getWidth()).putInt(raster.getHeight());
        bytes.asIntBuffer().put(samples);
        return bytes.array();
    }

    @Test
    void whoever_changes_what_is_made_of_the_same_input_raises_the_rules() throws IOException {
        project();

        assertThat(made())
                .as("""
                        This build makes other files than the one before. If that is intended, raise RULES in ItemTracker, so that no \
                        delta refers to files of earlier builds as unchanged; then write the new RULES and this digest into this test.""")
                .isEqualTo(MADE);
        assertThat(ItemTracker.RULES).as("RULES belong to the digest in this test").isEqualTo(RULES);
    }
}
