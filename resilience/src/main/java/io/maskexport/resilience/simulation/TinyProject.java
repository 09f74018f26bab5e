package io.maskexport.resilience.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32C;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A project without pictures.
 *
 * @param files of its folder, by their paths
 * @param items paths of the images
 */
record TinyProject(SortedMap<String, byte[]> files, List<String> items) {
    static final String META = "meta.json";

    private static final int MAX_FILE_BYTES = 3_000;
    private static final int MAX_MASK_BYTES = 5_000;
    private static final byte SOUND = 'i';
    private static final byte DAMAGED = 'x';
    private static final byte FAILING = 'f';

    /** A defect of a project's images. */
    enum ImageState {
        SOUND,
        /** All are damaged, and have many warnings each. */
        DAMAGED,
        /** Some have no mask. */
        SOME_FAILING
    }

    static TinyProject of(RandomGenerator random, int items, ImageState state) {
        var files = new TreeMap<String, byte[]>();
        files.put(META, meta("lemon"));
        var images = new ArrayList<String>();
        for (int i = 0; i < items; i++) {
            var folder = i % 4 == 3 ? "two/" : "one/";
            images.add(folder + "img/" + i + ".jpg");
            files.put(folder + "img/" + i + ".jpg", content(random, firstByte(random, state)));
            files.put(folder + "ann/" + i + ".jpg.json", content(random, 'a'));
        }
        images.sort(Comparator.naturalOrder());
        return new TinyProject(files, images);
    }

    private static byte firstByte(RandomGenerator random, ImageState state) {
        return switch (state) {
            case SOUND -> SOUND;
            case DAMAGED -> DAMAGED;
            case SOME_FAILING -> random.nextBoolean() ? FAILING : SOUND;
        };
    }

    static byte[] content(RandomGenerator random, int first) {
        var bytes = new byte[1 + random.nextInt(MAX_FILE_BYTES)];
        Arrays.fill(bytes, (byte) ('0' + random.nextInt(10)));
        bytes[bytes.length - 1] = (byte) random.nextInt();
        bytes[0] = (byte) first;
        return bytes;
    }

    byte[] file(String path) {
        return Objects.requireNonNull(files.get(path));
    }

    /** The archive's file of colours for a {@code meta.json} of {@link #meta}. */
    static byte[] colours(byte[] meta) {
        var title = new String(meta, UTF_8).split("\"")[5];
        return ("{\n  \"" + title + "\": [\n    1,\n    1,\n    1\n  ]\n}").getBytes(UTF_8);
    }

    /** The archive's list of classes for a {@code meta.json} of {@link #meta}. */
    static byte[] classes(byte[] meta) {
        var title = new String(meta, UTF_8).split("\"")[5];
        return """
                {
                  "background": 0,
                  "bitDepth": 8,
                  "ignoreIndex": null,
                  "classes": [
                    {"index": 0, "title": "background", "rgb": [0, 0, 0]},
                    {"index": 1, "title": "%s", "rgb": [255, 0, 0]}
                  ]
                }
                """.formatted(title).getBytes(UTF_8);
    }

    static byte[] meta(String title) {
        return ("{\"classes\":[{\"title\":\"" + title + "\",\"shape\":\"polygon\",\"color\":\"#FF0000\"}],\"tags\":[]}")
                .getBytes(UTF_8);
    }

    /** The mask of an image. */
    static byte[] mask(byte[] image, byte[] annotation) {
        var sum = new CRC32C();
        sum.update(image);
        sum.update(annotation);
        var text = Long.toHexString(sum.getValue()).getBytes(UTF_8);
        return Arrays.copyOf(text, (int) (text.length + sum.getValue() % MAX_MASK_BYTES));
    }

    static boolean isDamaged(byte[] image) {
        return image[0] == DAMAGED;
    }

    static boolean isFailing(byte[] image) {
        return image[0] == FAILING;
    }
}
