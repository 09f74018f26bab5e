package io.maskexport.export;

import java.util.List;
import java.util.Optional;

import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;

/**
 * One image with its annotation, and the safe names that its outputs get.
 *
 * @param folder the dataset's folder in the archive: {@code ds}, {@code ds/datasets/child}
 * @param name the image's file name in the archive
 * @param stem what its masks are called: the name without its last extension, or the whole name where items share a stem
 * @param image the image, unless the dataset has annotations only
 * @param annotation the annotation, if there is one
 * @param annotationName the annotation's file name in the archive; empty without an annotation
 * @param masked whether masks are made; of an unsupported extension all that need no picture
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

    /** Whether its image is of a type that human masks are made of. */
    boolean isPicture() {
        return defects.stream().noneMatch(defect -> defect.code() == DefectCode.UNSUPPORTED_EXTENSION);
    }

    /** Bytes of its inputs. */
    public long inputBytes() {
        return image.map(SourceFile::bytes).orElse(0L) + annotation.map(SourceFile::bytes).orElse(0L);
    }
}
