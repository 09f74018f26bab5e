package io.maskexport.worker.verify;

import java.util.Optional;
import java.util.Set;

import io.maskexport.archive.SafeName;
import io.maskexport.contracts.Manifest;
import io.maskexport.render.MaskKind;

/**
 * Follows the members of a part in order and detects where an item begins: its image comes first, then its annotation,
 * then its masks, all below the folder of its dataset.
 */
final class ItemWalk extends MemberWalk {
    private static final String IMAGES = "/img/";
    private static final String ANNOTATIONS = "/ann/";
    private static final String JSON = ".json";

    private final Set<String> omitted;
    private Optional<WalkedItem> current = Optional.empty();

    /** @param omitted originals that the archive lacks, see {@link Manifest.ExportContent#omitted} */
    ItemWalk(Set<String> omitted) {
        this.omitted = omitted;
    }

    /**
     * The current item.
     *
     * @param name of its image; without an image, of its annotation without {@code .json}
     */
    private record WalkedItem(String folder, String name, boolean hasImage, boolean hasAnnotation) {
        /** Whether so far only the image was seen, and this may be its annotation. */
        boolean awaits(String annotation) {
            return hasImage && !hasAnnotation && (annotation.equals(name + JSON) || annotation.equals(stem() + JSON));
        }

        boolean owns(String mask) {
            return mask.equals(name) || mask.equals(SafeName.segment(stem()));
        }

        /** Whether a mask may be named after the omitted image {@code a.png} of the annotation {@code a.json}. */
        boolean mayOwn(String mask) {
            return !hasImage && mask.startsWith(name + ".");
        }

        private String stem() {
            int dot = name.lastIndexOf('.');
            return dot > 0 ? name.substring(0, dot) : name;
        }
    }

    @Override
    boolean next(String path) {
        var mask = current.flatMap(item -> kindOf(item, path));
        if (mask.isPresent()) {
            addMask(mask.get());
            return true;
        }
        return (!omitted.contains(Manifest.IMAGES) && isImage(path))
                || (!omitted.contains(Manifest.ANNOTATIONS) && isAnnotation(path))
                || (!omitted.isEmpty() && isFirstMask(path));
    }

    /** Whether a mask begins an item, of which the archive has no original. */
    private boolean isFirstMask(String path) {
        for (var kind : MaskKind.values()) {
            var inside = "/" + kind.folder() + "/";
            int folder = path.lastIndexOf(inside);
            var mask = folder < 1 ? "" : maskOf(kind, path.substring(folder + inside.length()));
            if (!mask.isEmpty()) {
                startItem(new WalkedItem(path.substring(0, folder), mask, true, true));
                addMask(kind);
                return true;
            }
        }
        return false;
    }

    /** The mask kind of the path, if it is a mask of this item. */
    private Optional<MaskKind> kindOf(WalkedItem item, String path) {
        for (var kind : MaskKind.values()) {
            var folder = item.folder() + "/" + kind.folder() + "/";
            if (path.startsWith(folder) && isOwn(maskOf(kind, path.substring(folder.length())), item)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private boolean isOwn(String mask, WalkedItem item) {
        return item.owns(mask) || (omitted.contains(Manifest.IMAGES) && item.mayOwn(mask));
    }

    /** The item's name in a mask path: the file name without its ending, or the folder name if there are several. */
    private static String maskOf(MaskKind kind, String rest) {
        if (kind.isSeveral()) {
            return rest.substring(0, Math.max(0, rest.indexOf('/')));
        }
        return kind.endings().stream().filter(rest::endsWith).findFirst()
                .map(ending -> rest.substring(0, rest.length() - ending.length())).orElse("");
    }

    private boolean isImage(String path) {
        int folder = path.lastIndexOf(IMAGES);
        if (folder < 1 || path.indexOf('/', folder + IMAGES.length()) >= 0) {
            return false;
        }
        startItem(new WalkedItem(path.substring(0, folder), path.substring(folder + IMAGES.length()), true, false));
        return true;
    }

    private boolean isAnnotation(String path) {
        int folder = path.lastIndexOf(ANNOTATIONS);
        var file = folder < 1 ? "" : path.substring(folder + ANNOTATIONS.length());
        if (file.indexOf('/') >= 0 || !file.endsWith(JSON)) {
            return false;
        }
        var dataset = path.substring(0, folder);
        var own = current.filter(item -> item.folder().equals(dataset) && item.awaits(file));
        if (own.isPresent()) {
            current = own.map(item -> new WalkedItem(dataset, item.name(), true, true));
        } else {
            startItem(new WalkedItem(dataset, file.substring(0, file.length() - JSON.length()), false, true));
        }
        return true;
    }

    private void startItem(WalkedItem item) {
        current = Optional.of(item);
        addItem(item.folder() + IMAGES + item.name());
    }
}
