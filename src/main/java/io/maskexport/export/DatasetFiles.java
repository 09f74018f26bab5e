package io.maskexport.export;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import io.maskexport.archive.CodePointOrder;
import org.jspecify.annotations.Nullable;

/** One listing of a dataset: its images and annotations, side by side in name order as far as the source has it. */
final class DatasetFiles {
    private static final String JSON = ".json";

    private final LeftOutFiles leftOut = new LeftOutFiles();
    private final Folder images;
    private final Folder annotations;
    private boolean supported;
    private long digest;

    DatasetFiles(ProjectSource source, Dataset dataset) throws IOException, InterruptedException {
        images = new Folder(source, dataset.source() + ProjectLayout.IMAGES + "/", true);
        annotations = new Folder(source, dataset.source() + ProjectLayout.ANNOTATIONS + "/", false);
    }

    /** The next file; empty at the end. */
    Optional<ListedFile> next() throws IOException, InterruptedException {
        var image = images.peek();
        var annotation = annotations.peek();
        if (image == null && annotation == null) {
            return Optional.empty();
        }
        boolean isImage = annotation == null
                || (image != null && CodePointOrder.STRINGS.compare(image.name(), annotation.name()) <= 0);
        return Optional.of(note((isImage ? images : annotations).take()));
    }

    private ListedFile note(ListedFile file) {
        digest = digest * 0x9e3779b97f4a7c15L + NameKeys.hash(file.file().path());
        return file;
    }

    /** Whether one of the images so far, or of those on the same page, is of a supported type. */
    boolean hasSupportedImage() {
        return supported;
    }

    /** Depends on the paths so far, and their order. */
    long digest() {
        return digest;
    }

    /** Files so far that are not exported. */
    LeftOutFiles leftOut() {
        return leftOut;
    }

    /** The files directly in one of the two folders. */
    private final class Folder {
        private final String path;
        private final boolean isImages;
        private final FilePages pages;
        private Iterator<SourceFile> page = List.<SourceFile>of().iterator();
        private @Nullable ListedFile next;
        private boolean ended;

        Folder(ProjectSource source, String path, boolean isImages) throws IOException, InterruptedException {
            this.path = path;
            this.isImages = isImages;
            pages = source.pages(path);
        }

        @Nullable
        ListedFile peek() throws IOException, InterruptedException {
            while (next == null && !ended) {
                if (page.hasNext()) {
                    next = sorted(page.next());
                } else {
                    var files = pages.next();
                    ended = files.isEmpty();
                    page = files.iterator();
                    supported |= isImages && files.stream().anyMatch(this::isSupported);
                }
            }
            return next;
        }

        ListedFile take() throws IOException, InterruptedException {
            var taken = peek();
            next = null;
            if (taken == null) {
                throw new IllegalStateException("no more files in " + path);
            }
            return taken;
        }

        private boolean isSupported(SourceFile file) {
            return Placement.of(path, file) == Placement.DIRECT && ItemPlanner.isSupported(ItemPlanner.nameOf(file));
        }

        private @Nullable ListedFile sorted(SourceFile file) {
            switch (Placement.of(path, file)) {
                case DIRECT -> {
                    return listed(file);
                }
                case SUBFOLDER -> leftOut.add(LeftOutFiles.Kind.IN_SUBFOLDER, file.path());
                case UNUSABLE -> leftOut.add(LeftOutFiles.Kind.BAD_SEGMENT, file.path());
                case LITTER -> {
                }
            }
            return null;
        }

        private @Nullable ListedFile listed(SourceFile file) {
            var name = file.path().substring(path.length());
            if (isImages) {
                return new ListedFile(name, file, true);
            }
            if (name.endsWith(JSON)) {
                return new ListedFile(name.substring(0, name.length() - JSON.length()), file, false);
            }
            leftOut.add(LeftOutFiles.Kind.NO_ANNOTATION, file.path());
            return null;
        }
    }
}
