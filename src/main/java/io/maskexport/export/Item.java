package io.maskexport.export;

import java.util.List;
import java.util.Optional;

import io.maskexport.defect.Defect;

/**
 * One image with its annotation, and the safe names that its outputs get.
 *
 * @param folder the dataset's folder in the archive: {@code ds}, {@code ds/datasets/child}
 * @param name the image's file name in the archive
 * @param stem what its masks are called: the name without its last extension, or the whole name where items share a stem
 * @param image the image, unless the dataset has annotations only
 * @param annotation the annotation, if there is one
 * @param annotationName the annotation's file name in the archive; empty without an annotation
 * @param masked whether masks are made; not for unsupported extensions
 * @param defects what planning found: changed names, shared stems, missing files
 */
public record Item(String folder, String name, String stem, Optional<SourceFile> image, Optional<SourceFile> annotation,
        String annotationName, boolean masked, List<Defect> defects) {
    public Item {
        defects = List.copyOf(defects);
    }

    /** What warnings and part summaries call it. */
    public String path() {
        return folder + "/img/" + name;
    }

    /** Bytes of its inputs. */
    public long inputBytes() {
        return image.map(SourceFile::bytes).orElse(0L) + annotation.map(SourceFile::bytes).orElse(0L);
    }
}
