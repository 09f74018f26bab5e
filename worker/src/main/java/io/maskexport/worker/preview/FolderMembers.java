package io.maskexport.worker.preview;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.maskexport.archive.SafeName;
import io.maskexport.render.MaskKind;

/**
 * The files of an item in folders, one for each kind.
 *
 * @param folder of the dataset, without a slash at its end
 * @param name of the image
 */
record FolderMembers(String folder, String name) implements ItemMembers {
    static final String IMAGES = "/img/";

    /** The item with this image; empty if the path is not that of an image. */
    static Optional<FolderMembers> ofImage(String path) {
        int images = path.lastIndexOf(IMAGES);
        return images < 1 || path.indexOf('/', images + IMAGES.length()) >= 0
                ? Optional.empty()
                : Optional.of(new FolderMembers(path.substring(0, images), path.substring(images + IMAGES.length())));
    }

    @Override
    public String path() {
        return folder + IMAGES + name;
    }

    @Override
    public boolean isSubject(String subject) {
        return subject.equals(path());
    }

    @Override
    public boolean isMask(MaskKind kind, String path) {
        return masks(kind).stream()
                .anyMatch(mask -> kind == MaskKind.INSTANCE ? path.startsWith(mask) : path.equals(mask));
    }

    /**
     * Where a mask may be; for instance masks their folder, which ends with a slash. Masks are named after the image,
     * without its extension if that is unique.
     */
    List<String> masks(MaskKind kind) {
        var end = kind == MaskKind.INSTANCE ? "/" : ".png";
        return Stream.of(name, stem()).map(mask -> folder + "/" + kind.folder() + "/" + mask + end).toList();
    }

    private String stem() {
        int dot = name.lastIndexOf('.');
        return SafeName.segment(dot > 0 ? name.substring(0, dot) : name);
    }
}
