package io.maskexport.worker.commands;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

import io.maskexport.worker.MaskExport;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PreviewCommandTest {
    private static final int WIDTH = 1500;
    private static final int HEIGHT = 1000;
    private static final int RED = 0xff0000;

    @TempDir
    private Path folder = Path.of("");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** A class with a hostile name; an image with a large and a thin object, and one that cannot be read. */
    @BeforeEach
    void project() throws IOException {
        write("project/meta.json", """
                {"classes": [{"title": "<script>alert(1)</script>", "shape": "rectangle", "color": "#ff0000"},
                             {"title": "{{items}}", "shape": "rectangle", "color": "#0000ff"}]}""");
        var image = folder.resolve("project/a&b/img/one.png");
        Files.createDirectories(image.getParent());
        ImageIO.write(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB), "png", image.toFile());
        write("project/a&b/ann/one.png.json", annotation(rectangle("<script>alert(1)</script>", 0, 0, 749, 999)
                + ", " + rectangle("{{items}}", 1_200, 0, 1_200, 999)));
        write("project/a&b/img/two.png", "no picture");
        write("project/a&b/ann/two.png.json", annotation(rectangle("{{items}}", 0, 0, 9, 9)));
    }

    private static String annotation(String objects) {
        return "{\"size\": {\"width\": %d, \"height\": %d}, \"objects\": [%s]}".formatted(WIDTH, HEIGHT, objects);
    }

    private static String rectangle(String title, int left, int top, int right, int bottom) {
        return """
                {"classTitle": "%s", "geometryType": "rectangle",
                 "points": {"exterior": [[%d, %d], [%d, %d]], "interior": []}}"""
                .formatted(title, left, top, right, bottom);
    }

    private void write(String path, String content) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private int run(String... arguments) {
        return MaskExport.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    private String rendered(String name, String... more) {
        var arguments = new ArrayList<>(List.of("render", "--project",
                folder.resolve("project").toString(), "--out", folder.resolve(name).toString(), "--masks",
                "human,machine,semantic_rgb,instance"));
        arguments.addAll(List.of(more));
        assertThat(run(arguments.toArray(String[]::new))).isZero();
        return folder.resolve(name).toString();
    }

    private String page(String export) throws IOException {
        var file = folder.resolve("page.html");
        assertThat(run("preview", export, "--out", file.toString())).as(err.toString()).isZero();
        return Files.readString(file);
    }

    @Test
    void parts_and_the_unpacked_tree_give_the_same_pictures_and_text_from_outside_stays_text() throws IOException {
        var tree = page(rendered("tree"));
        var archive = page(rendered("tar", "--tar", "--part-max-bytes", "1000000"));

        assertThat(tree).contains("<h2>a&amp;b/img/one.png</h2>", "1,500 × 1,000 pixels, 2 instance masks",
                "&lt;script&gt;alert(1)&lt;/script&gt; 50.00 %", "&#123;&#123;items}} 0.07 %",
                "a&amp;b/img/two.png</h2>\n<p class=\"size\">the image cannot be read, 1 instance mask");
        assertThat(tree).doesNotContain("<script>alert").containsOnlyOnce("<script>").doesNotContain("http:", "https:");
        assertThat(archive).contains("<ul class=\"warnings\"><li>IMAGE_UNREADABLE: ");
        assertThat(pictures(archive)).isEqualTo(pictures(tree)).isNotEmpty();

        var strict = new String[] {"preview", folder.resolve("tar").toString(), "--strict", "--out",
            folder.resolve("page.html").toString(), "--items"};
        assertThat(run(with(strict, "1"))).isZero();
        assertThat(run(with(strict, "2"))).as("the second image cannot be read").isEqualTo(10);
    }

    private static String[] with(String[] arguments, String last) {
        return Stream.concat(Stream.of(arguments), Stream.of(last)).toArray(String[]::new);
    }

    @Test
    void shards_and_their_files_give_the_same_pictures_as_folders() throws Exception {
        var pictures = pictures(page(rendered("tree")));
        var shards = page(rendered("shards", "--tar", "--layout", "webdataset", "--part-max-bytes", "1000000"));

        assertThat(shards).contains("<h2>a&amp;b/one.img.png</h2>", "1,500 × 1,000 pixels, 2 instance masks",
                "<ul class=\"warnings\"><li>IMAGE_UNREADABLE: ");
        assertThat(pictures(shards)).isEqualTo(pictures);

        try (var files = Files.newDirectoryStream(folder.resolve("shards"), "*.tar")) {
            for (var part : files) {
                unpack(part);
                Files.delete(part);
            }
        }
        assertThat(pictures(page(folder.resolve("shards").toString()))).isEqualTo(pictures);
    }

    private static void unpack(Path part) throws IOException {
        try (var tar = new TarArchiveInputStream(Files.newInputStream(part), "UTF-8")) {
            for (var member = tar.getNextEntry(); member != null; member = tar.getNextEntry()) {
                var file = part.resolveSibling(member.getName());
                Files.createDirectories(file.getParent());
                Files.copy(tar, file);
            }
        }
    }

    private static List<String> pictures(String page) {
        return page.lines().filter(line -> line.contains("data:image")).toList();
    }

    @Test
    void a_sheet_shows_an_object_of_one_pixel_width_in_its_colour() throws IOException {
        var file = folder.resolve("sheet.png");

        assertThat(run("preview", rendered("tree"), "--out", file.toString(), "--items", "1")).isZero();

        var sheet = ImageIO.read(file.toFile());
        int row = 100;
        int machineMask = 12 + 2 * 252;
        assertThat(sheet.getRGB(machineMask, row) & 0xffffff).isEqualTo(RED);
        assertThat(sheet.getRGB(machineMask + 1_200 * 240 / WIDTH, row) & 0xffffff).isEqualTo(0x0000ff);
        assertThat(sheet.getRGB(machineMask + 150, row) & 0xffffff).isZero();
    }

    @Test
    void what_is_no_export_is_said_with_status_2() throws IOException {
        Files.createDirectories(folder.resolve("empty"));

        assertThat(run("preview", folder.resolve("empty").toString())).isEqualTo(2);
        assertThat(run("preview", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(run("preview", folder.toString(), "--out", "x.gif")).isEqualTo(2);
        assertThat(run("preview", folder.toString(), "--items", "0")).isEqualTo(2);

        assertThat(err.toString()).contains("the folder has neither manifest.json nor meta.json",
                "none: no such file or directory", "--out: a name that ends with .html or .png", "--items: 1 to 1000");
    }
}
