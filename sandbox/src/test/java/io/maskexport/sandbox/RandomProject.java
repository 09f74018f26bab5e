package io.maskexport.sandbox;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Projects with many defects: in names, colours, classes, annotations, missing and superfluous files. */
final class RandomProject {
    private static final List<String> NAMES = List.of("a", "A", "b.c", "con", "NUL", "a_", "a:", "a*", "a.", " a", "a ",
            "caf\u00e9",
            "cafe\u0301", "Mu\u0308ller", "\u0444\u043e\u0442\u043e", "\ud83d\ude00", "x\\y", "a~2", "a~3", "50%41",
            "img", "ann", "q&<'\"", "x\u202ey",
            "n".repeat(190));
    private static final List<String> EXTENSIONS = List.of(".png", ".PNG", ".jpg", ".gif", ".png.png", ".tif", "",
            ".txt");
    private static final List<String> TITLES = List.of("car", "Car", "car_01", "a/b", "a_b", "..", "", "con",
            "caf\u00e9", "cafe\u0301",
            "\\ud800", "\\ud801x", "?", "\ud83d\ude00", "x\\\\y", "q\\\"", "\\u0000", "t".repeat(300));
    private static final List<String> COLOURS = List.of("#FF0000", "#00FF00", "#000000", "red", "", "#12345",
            "#abcdef");
    private static final List<String> LITTER = List.of(".DS_Store", "img/._a.png", "img/Thumbs.db", "__MACOSX/img/._x",
            "img/cam/b.png",
            "ann/sub/b.json", "ann/notes.txt", "list.csv", "1_offsets.pkl", "Img/x.png", "img_info/a.png.json");

    private final Random random;
    private final Path root;
    private final List<String> titles = new ArrayList<>();

    private RandomProject(long seed, Path root) {
        this.random = new Random(seed);
        this.root = root;
    }

    /** Writes a project; the same seed gives the same project. */
    static void write(long seed, Path root) throws IOException {
        new RandomProject(seed, root).write();
    }

    /** A project whose only item has that many labels of a class that the project does not know. */
    static void writeUnknownLabels(int labels, Path root) throws IOException {
        var project = new RandomProject(labels, root);
        project.put("meta.json", "{\"classes\": [], \"tags\": []}".getBytes(UTF_8));
        project.put("ds/img/a.png", project.picture(20, 10));
        var label = """
                {"classTitle": "ghost", "geometryType": "rectangle",
                 "points": {"exterior": [[1, 1], [5, 5]], "interior": []}}""";
        project.put("ds/ann/a.png.json", """
                {"size": {"width": 20, "height": 10}, "objects": [%s]}"""
                .formatted(String.join(", ", Collections.nCopies(labels, label))).getBytes(UTF_8));
    }

    private void write() throws IOException {
        meta();
        switch (random.nextInt(12)) {
            case 0 -> datasets(30 + random.nextInt(100), 2);
            case 1 -> datasets(1, 120 + random.nextInt(100));
            case 2 -> datasets(1 + random.nextInt(3), 1);
            default -> datasets(1 + random.nextInt(4), 8);
        }
    }

    private void datasets(int count, int items) throws IOException {
        for (int i = 0; i < count; i++) {
            var number = count > NAMES.size() ? Integer.toString(i) : "";
            dataset(any(List.of("", "", "top/datasets/")) + number + any(NAMES) + "/", items);
        }
    }

    private void meta() throws IOException {
        int objectLimit = random.nextInt(8) == 0 ? 300 : 6;
        var classes = new ArrayList<String>();
        for (int i = random.nextInt(objectLimit); i >= 0; i--) {
            var title = i < TITLES.size() ? any(TITLES) : "class" + i;
            if (!titles.contains(title)) {
                titles.add(title);
                classes.add("{\"title\": \"%s\", \"shape\": \"%s\", \"color\": \"%s\"}".formatted(title,
                        any(List.of("rectangle", "any", "polygon")), any(COLOURS)));
            }
        }
        put("meta.json",
                "{\"classes\": [%s], \"tags\": [], \"x\": NaN}".formatted(String.join(", ", classes)).getBytes(UTF_8));
    }

    /** @param items more than there may be */
    private void dataset(String folder, int items) throws IOException {
        for (int i = random.nextInt(items); i > 0; i--) {
            var name = (items > NAMES.size() ? Integer.toString(i) : "") + any(NAMES) + any(EXTENSIONS);
            if (random.nextInt(5) > 0) {
                put(folder + "img/" + name, image());
            }
            if (random.nextInt(5) > 0) {
                put(folder + "ann/" + annotationName(name), annotation());
            }
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            put(folder + any(LITTER), new byte[random.nextInt(3)]);
        }
    }

    private String annotationName(String image) {
        int dot = image.lastIndexOf('.');
        return switch (random.nextInt(6)) {
            case 0 -> (dot > 0 ? image.substring(0, dot) : image) + ".json";
            case 1 -> any(NAMES) + any(EXTENSIONS) + ".json";
            default -> image + ".json";
        };
    }

    private byte[] annotation() {
        return switch (random.nextInt(8)) {
            case 0 -> "{\"size\": ".getBytes(UTF_8);
            case 1 -> annotation(100 + random.nextInt(300));
            default -> annotation(random.nextInt(4));
        };
    }

    private byte[] annotation(int labels) {
        var objects = new ArrayList<String>();
        for (int i = 0; i < labels; i++) {
            objects.add(
                    "{\"classTitle\": \"%s\", \"tags\": [], \"geometryType\": \"%s\", \"points\": {\"exterior\": [[%d, %d], [%d, 8]%s}}"
                            .formatted(titles.isEmpty() || random.nextInt(4) == 0 ? "nobody" : any(titles),
                                    any(List.of("rectangle", "line", "hexagon")),
                                    random.nextInt(40) - 10, random.nextInt(9), random.nextInt(20),
                                    random.nextInt(3) == 0 ? "" : "], \"interior\": ["));
        }
        return "{\"size\": {\"width\": 20, \"height\": 10}, \"tags\": [{\"name\": \"t\"}], \"objects\": [%s]}"
                .formatted(String.join(", ", objects)).replace("8]}}", "8]]}}").getBytes(UTF_8);
    }

    private byte[] image() throws IOException {
        if (random.nextInt(4) == 0) {
            return new byte[random.nextInt(2000)];
        }
        return picture(random.nextInt(4) == 0 ? 21 : 20, 10);
    }

    private byte[] picture(int width, int height) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }

    private void put(String path, byte[] content) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
