package io.maskexport.worker.preview;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.maskexport.contracts.Manifest.ClassEntry;
import io.maskexport.contracts.WarningCounts.WarningExample;
import io.maskexport.defect.DefectException;
import io.maskexport.picture.PictureDecoder;
import io.maskexport.worker.preview.Thumbnails.IndexThumbnail;

/**
 * What a preview shows of an item; all pictures have the same size.
 *
 * @param path archive path of the image
 * @param width of the image itself
 * @param height of the image itself
 * @param image empty if it cannot be decoded
 * @param machine the machine mask in class colours
 * @param shares of the classes in the machine mask, the largest first
 * @param instances number of instance masks
 * @param warnings about this item
 */
record ItemPreview(String path, int width, int height, Optional<BufferedImage> image, Optional<BufferedImage> machine,
        Optional<BufferedImage> semantic, List<ClassShare> shares, int instances, List<WarningExample> warnings) {
    /**
     * Part of the picture that shows a class.
     *
     * @param share of all pixels, 0 to 1
     */
    record ClassShare(String title, int rgb, double share) {}

    /** Whether it has a warning, or its image cannot be read. */
    boolean isFlawed() {
        return image.isEmpty() || !warnings.isEmpty();
    }

    /** @param most width and height of the pictures, in pixels */
    static ItemPreview of(ItemFiles files, PictureDecoder decoder, Map<Integer, ClassEntry> classes,
            List<WarningExample> warnings, int most) throws IOException {
        var own = warnings.stream().filter(warning -> files.names().isSubject(warning.subject())).toList();
        try {
            var picture = decoder.open(files.image());
            var size = Thumbnails.of(picture.width(), picture.height(), most);
            return of(files, picture.width(), picture.height(), size, Optional.of(size.picture(picture)), classes, own);
        } catch (DefectException e) {
            var size = files.machine().isPresent()
                    ? Thumbnails.ofMask(files.machine().get(), most)
                    : Thumbnails.of(4, 3, most);
            return of(files, 0, 0, size, Optional.empty(), classes, own);
        }
    }

    private static ItemPreview of(ItemFiles files, int width, int height, Thumbnails size,
            Optional<BufferedImage> image, Map<Integer, ClassEntry> classes, List<WarningExample> warnings)
            throws IOException {
        Optional<BufferedImage> machine = Optional.empty();
        List<ClassShare> shares = List.of();
        if (files.machine().isPresent()) {
            var indices = size.machineMask(files.machine().get());
            machine = Optional.of(coloured(indices, size, classes));
            shares = shares(indices, classes);
        }
        var semantic = files.semantic().isPresent()
                ? Optional.of(size.colourMask(files.semantic().get()))
                : Optional.<BufferedImage>empty();
        return new ItemPreview(files.names().path(), width, height, image, machine, semantic, shares, files.instances(),
                warnings);
    }

    private static BufferedImage coloured(IndexThumbnail mask, Thumbnails size, Map<Integer, ClassEntry> classes) {
        var image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < mask.indices().length; i++) {
            image.setRGB(i % size.width(), i / size.width(), rgb(mask.indices()[i], classes));
        }
        return image;
    }

    private static List<ClassShare> shares(IndexThumbnail mask, Map<Integer, ClassEntry> classes) {
        return mask.counts().entrySet().stream().filter(count -> count.getKey() != 0)
                .map(count -> new ClassShare(title(count.getKey(), classes), rgb(count.getKey(), classes),
                        (double) count.getValue() / mask.pixels()))
                .sorted((a, b) -> Double.compare(b.share(), a.share())).toList();
    }

    private static String title(int index, Map<Integer, ClassEntry> classes) {
        var entry = classes.get(index);
        return entry == null ? "value " + index : entry.title();
    }

    /** Values that are no class are white. */
    private static int rgb(int index, Map<Integer, ClassEntry> classes) {
        var entry = classes.get(index);
        if (entry == null) {
            return index == 0 ? 0 : 0xffffff;
        }
        return entry.rgb().get(0) << 16 | entry.rgb().get(1) << 8 | entry.rgb().get(2);
    }
}
