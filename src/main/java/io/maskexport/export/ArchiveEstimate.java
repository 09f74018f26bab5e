package io.maskexport.export;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

import io.maskexport.archive.TarSize;
import io.maskexport.render.MaskKind;

/**
 * Estimates the size of an archive from the sizes of a project's files, before any is read. Sizes of originals are exact.
 * Masks grow with the annotation, whose size follows the outlines of its objects; human masks grow with the image. The
 * factors are those of the corpora, see docs/dry-run.md. Not thread-safe.
 */
public final class ArchiveEstimate {
    /** Size of a human mask by the type of its image, in times of the image file: PNG compresses photographs less. */
    private static final Map<String, Double> HUMAN = Map.of("jpg", 14.0, "jpeg", 14.0, "jfif", 14.0, "mpo", 14.0,
            "webp",
            14.0, "png", 2.5, "tif", 1.2, "tiff", 1.2, "bmp", 0.8);
    /** Bytes of annotation for each object. */
    private static final long OBJECT = 600;
    /** Size of a mask of nothing, in bytes. */
    private static final long EMPTY = 100;

    private final ExportContext context;
    private long bytes;
    private long originals;
    private long items;
    private long skipped;

    /** @param metaJson content of the project's {@code meta.json} */
    public ArchiveEstimate(byte[] metaJson, ExportContext context) {
        this.context = context;
        bytes = TarSize.of(RootFiles.of(metaJson, context)) + TarSize.END_OF_ARCHIVE;
    }

    /** Adds a planned item. */
    public void add(Item item) {
        var archived = item.archived(context.selection());
        long size = OutputCount.inputBytes(archived, context.options().layout());
        originals += size;
        bytes += size;
        items++;
        if (item.masked() && item.annotation().isPresent()) {
            long annotation = item.annotation().get().bytes();
            context.options().masks().forEach(kind -> masks(kind, item, annotation));
        } else {
            skipped++;
        }
    }

    private void masks(MaskKind kind, Item item, long annotation) {
        long objects = Math.max(1, annotation / OBJECT);
        long count = kind.isSeveral() ? several(kind, objects) : 1;
        long content = kind == MaskKind.HUMAN ? human(item) : EMPTY + (long) (annotation * share(kind) / count);
        var paths = new ItemPaths(item, context.options().layout());
        var path = kind.isSeveral() ? paths.mask(kind, "0.png") : paths.mask(kind);
        bytes += content == 0 ? 0 : count * TarSize.of(path, content);
    }

    /** Items seldom have more than a few classes. */
    private long several(MaskKind kind, long objects) {
        return kind == MaskKind.CLASS ? Math.min(objects, Math.clamp(context.meta().classes().size(), 1, 3)) : objects;
    }

    /** Size of all masks of a kind, in times of the annotation file. */
    private static double share(MaskKind kind) {
        return switch (kind) {
            case HUMAN -> 0;
            case MACHINE, PALETTE -> 0.5;
            case INSTANCE_ID -> 0.6;
            case INSTANCE, CLASS, COCO_PANOPTIC -> 0.8;
            case COCO_INSTANCES -> 1.5;
            case SEMANTIC_RGB -> 0.9;
        };
    }

    /** 0 without an image of a known type. */
    private long human(Item item) {
        var name = item.name().toLowerCase(Locale.ROOT);
        double factor = item.isPicture() ? HUMAN.getOrDefault(name.substring(name.lastIndexOf('.') + 1), 0.0) : 0;
        return item.image().map(file -> (long) (file.bytes() * factor * resized(context.options()
                .resizeHumanPercent()))).orElse(0L);
    }

    private static double resized(OptionalInt percent) {
        return percent.isPresent() ? Math.pow(percent.getAsInt() / 100.0, 2) : 1;
    }

    /** Size of the originals and annotations, headers included. */
    public long originals() {
        return originals;
    }

    /** Size of the archive. */
    public long bytes() {
        return bytes;
    }

    /** Number of items. */
    public long items() {
        return items;
    }

    /** Number of items that certainly have no mask. */
    public long skipped() {
        return skipped;
    }
}
