package io.maskexport.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a project of 1,000 items for {@code .ci/hostile}: every hostile item, pictures of 100, 12 and 1 megapixels in
 * every format, and good ones.
 */
final class MixedProject {
    private static final int ITEMS = 1_000;
    private static final List<Subject> WITH_ITEMS = List.of(Subject.PNG, Subject.JPEG, Subject.BMP, Subject.TIFF,
            Subject.WEBP, Subject.ANNOTATION, Subject.GEOMETRY, Subject.BITMAP);

    private final Path folder;
    private int count;

    private MixedProject(Path folder) {
        this.folder = folder;
    }

    /** @param arguments the target folder */
    public static void main(String[] arguments) throws IOException {
        new MixedProject(Path.of(arguments[0])).write();
    }

    private void write() throws IOException {
        write("meta.json", GoodItems.bytes(GoodItems.META));
        flat(10_000, 10_000);
        for (var hostile : hostile()) {
            add(hostile);
        }
        flat(4_000, 3_000);
        flat(10_000, 10_000);
        while (count < ITEMS) {
            flat(1_200, 900);
        }
        System.out.println(count + " items");
    }

    private static List<HostileCase> hostile() {
        return WITH_ITEMS.stream().flatMap(Subject::cases).toList();
    }

    /** Adds the item of a case, named {@code m.…}, under a number. */
    private void add(HostileCase hostile) throws IOException {
        var stem = "/%04d.".formatted(count++);
        for (var file : hostile.files().entrySet()) {
            write(file.getKey().replace("/m.", stem), file.getValue());
        }
    }

    private void flat(int width, int height) throws IOException {
        var annotation = GoodItems.bytes(GoodItems.sized(width, height, GoodItems.label("poly",
                "\"points\": {\"exterior\": [[0, 0], [%d, 9], [%d, %d]], \"interior\": []}".formatted(width - 1,
                        width / 2, height - 1))));
        picture("png", FlatPictures.png(width, height, 8, PngFile.RGB), annotation);
        picture("png", FlatPictures.png(width, height, 16, PngFile.RGBA), annotation);
        picture("jpg", FlatPictures.jpeg(width, height), annotation);
        picture("jpg", FlatPictures.progressiveJpeg(width, height), annotation);
        picture("bmp", FlatPictures.bmp(width, height), annotation);
        picture("tif", FlatPictures.tiff(width, height), annotation);
    }

    private void picture(String extension, byte[] content, byte[] annotation) throws IOException {
        var name = "%04d.%s".formatted(count++, extension);
        write("ds/img/" + name, content);
        write("ds/ann/" + name + ".json", annotation);
    }

    private void write(String path, byte[] content) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }
}
