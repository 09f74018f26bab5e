package io.maskexport.worker.preview;

import java.util.Optional;

import io.maskexport.render.MaskKind;

/**
 * The files of an item in a shard, side by side: the key, and what each is.
 *
 * @param key folder and name, without a dot in the name
 * @param extension of the image, with its dot; empty if it has none
 */
record ShardMembers(String key, String extension) implements ItemMembers {
    private static final String IMAGE = "img";

    /** The item with this image; empty if the path is not that of an image. */
    static Optional<ShardMembers> ofImage(String path) {
        int dot = path.indexOf('.', path.lastIndexOf('/') + 1);
        if (dot < 0) {
            return Optional.empty();
        }
        var kind = path.substring(dot + 1);
        boolean isImage = kind.equals(IMAGE)
                || (kind.startsWith(IMAGE + ".") && kind.indexOf('.', IMAGE.length() + 1) < 0);
        return isImage
                ? Optional.of(new ShardMembers(path.substring(0, dot), kind.substring(IMAGE.length())))
                : Optional.empty();
    }

    @Override
    public String path() {
        return key + "." + IMAGE + extension;
    }

    @Override
    public boolean isMask(MaskKind kind, String path) {
        var mask = key + "." + kind.word();
        return kind.isSeveral() ? path.startsWith(mask + ".") : path.equals(mask + ".png");
    }

    /** Warnings name the image as the project does. Of an item with a changed key, nothing is known. */
    @Override
    public boolean isSubject(String subject) {
        int name = key.lastIndexOf('/');
        return name > 0 && subject.equalsIgnoreCase(key.substring(0, name) + FolderMembers.IMAGES
                + key.substring(name + 1) + extension);
    }
}
