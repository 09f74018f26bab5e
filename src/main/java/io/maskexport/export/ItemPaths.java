package io.maskexport.export;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import io.maskexport.render.Layout;
import io.maskexport.render.MaskKind;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The paths of an item's files in the archive.
 *
 * <p>In a shard, they are the item's key and an extension for each file: {@code ds/crossing.img.jpg},
 * {@code ds/crossing.json}, {@code ds/crossing.machine.png}. Readers take the path up to the first dot of the file's name for
 * the key. So a key whose last segment would have a dot, or which another item could have, is made of the item's whole name
 * and a hash of it. Whether it is depends on names of the dataset only.
 */
record ItemPaths(Item item, Layout layout) {
    private static final int HASH_DIGITS = 16;
    /** What a key with a hash looks like. */
    private static final Pattern HASHED = Pattern.compile(".*~[0-9a-f]{" + HASH_DIGITS + "}");
    /** Readers pass over what is below such a folder. */
    private static final Pattern PASSED_OVER = Pattern.compile("__[^/]*__(/.*)?");

    String image() {
        return switch (layout) {
            case SUPERVISELY -> item.path();
            case WEBDATASET -> key() + ".img" + extension();
        };
    }

    String annotation() {
        return switch (layout) {
            case SUPERVISELY -> item.folder() + "/ann/" + item.annotationName();
            case WEBDATASET -> key() + ".json";
        };
    }

    /** The only mask of a kind, or the first of its files. */
    String mask(MaskKind kind) {
        return only(kind, kind.endings().getFirst());
    }

    /** The COCO file of the segments of a panoptic picture. */
    String segments() {
        return only(MaskKind.COCO_PANOPTIC, MaskKind.COCO_PANOPTIC.endings().getLast());
    }

    private String only(MaskKind kind, String ending) {
        return switch (layout) {
            case SUPERVISELY -> folder(kind) + ending;
            case WEBDATASET -> key() + "." + kind.word() + ending;
        };
    }

    /** @param name file name of the mask among several */
    String mask(MaskKind kind, String name) {
        return switch (layout) {
            case SUPERVISELY -> folder(kind) + "/" + name;
            case WEBDATASET -> key() + "." + kind.word() + "." + name;
        };
    }

    private String folder(MaskKind kind) {
        return item.folder() + "/" + kind.folder() + "/" + item.stem();
    }

    /** Of the image, in lower case as readers expect it; empty if it has none. */
    private String extension() {
        return item.name().substring(ItemStems.withoutExtension(item.name()).length()).toLowerCase(Locale.ROOT);
    }

    /** What all paths of the item in a shard begin with; unique over the export. */
    String key() {
        var folder = item.folder();
        return (PASSED_OVER.matcher(folder).matches() ? hashed(folder) : folder) + "/" + base();
    }

    private String base() {
        var stem = item.stem();
        boolean isPlain = item.masked() && stem.indexOf('.') < 0 && !HASHED.matcher(stem).matches();
        return isPlain ? stem : hashed(item.name().replace('.', '_'), item.name());
    }

    private static String hashed(String folder) {
        return hashed("_" + folder.replace('/', '_'), folder);
    }

    private static String hashed(String text, String of) {
        return text + "~" + DigestUtils.sha256Hex(of).substring(0, HASH_DIGITS);
    }

    /** The key, in a shard. */
    Optional<String> keyOfShard() {
        return layout == Layout.WEBDATASET ? Optional.of(key()) : Optional.empty();
    }

    /** Whether the key is not what the item's folder and name suggest. */
    boolean isKeyChanged() {
        return layout == Layout.WEBDATASET
                && !key().equals(item.folder() + "/" + ItemStems.withoutExtension(item.name()));
    }
}
