package io.maskexport.export;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** Paths of a small dataset whose names are likely to depend on each other. */
final class RandomNames {
    private static final List<String> BASES = List.of("a", "A", "b", "a.jpg", "a.b", "frame.000001", "frame.000002",
            "é", "e\u0301", "ÉA", "a:", "a_", "a?", "a~2", "a~2~3", "a~02", "CON", "_CON", "ΑΣ", "ας", "x-1", "x 1",
            "x", "straße", "STRASSE", "a.", "b..", "😀", "\uff5e", ".hidden", "~2", "K", "\u212a", "I", "ı", "ŉ",
            "n".repeat(198), "N".repeat(198), "n".repeat(199) + "é", "o".repeat(210), "O".repeat(210),
            "ş".repeat(120), "s\u0327".repeat(120));
    private static final List<String> EXTENSIONS = List.of(".jpg", ".jpg", ".png", ".JPG", ".tif", "", ".gif",
            ".png.tif", ".jpg.png", ".0001", ".0002", "~2.jpg", "~3.jpg", ".jpg~2", ":.jpg", "..jpg", ".jpg.", "~2",
            ".");
    private static final List<String> LITTER = List.of("img/.DS_Store", "img/sub/a.jpg", "ann/sub/a.jpg.json",
            "ann/a.txt", "img/", "ann/", "img//a.jpg", "ann/.json", "img/.jpg", "ann/../a.jpg.json", "ann/json");

    private final Random random;
    private final List<String> bases;

    RandomNames(Random random) {
        this.random = random;
        var some = new LinkedHashSet<String>();
        for (int i = 0; i <= random.nextInt(10); i++) {
            some.add(any(BASES));
        }
        bases = List.copyOf(some);
    }

    Set<String> paths() {
        var paths = new LinkedHashSet<String>();
        boolean images = random.nextInt(8) > 0;
        for (int i = 0; i < random.nextInt(40); i++) {
            var name = name();
            if (images && random.nextInt(4) > 0) {
                paths.add("d/img/" + name);
            }
            if (random.nextInt(3) > 0) {
                paths.add("d/ann/" + annotation(name));
            }
            if (random.nextInt(4) == 0) {
                paths.add("d/" + any(LITTER));
            }
        }
        return paths;
    }

    private String name() {
        if (random.nextInt(3) == 0) {
            return "f%03d".formatted(random.nextInt(30)) + any(EXTENSIONS);
        }
        return any(bases) + any(EXTENSIONS);
    }

    private String annotation(String name) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> ItemStems.withoutExtension(name) + ".json";
            case 2 -> Normalizer.normalize(name, Normalizer.Form.NFD) + ".json";
            case 3 -> Normalizer.normalize(name, Normalizer.Form.NFC) + ".json";
            case 4 -> name.toUpperCase(Locale.ROOT) + ".json";
            default -> name + ".json";
        };
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
