package io.maskexport.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;

import static io.maskexport.defect.Limit.IMAGE_BYTES;

/**
 * The files of one item, as read.
 *
 * @param image the encoded image, unless missing or too large; must not be changed
 * @param annotation the annotation, likewise
 * @param defects files omitted because of their size
 */
public record ItemInput(Optional<byte[]> image, Optional<byte[]> annotation, List<Defect> defects) {
    public ItemInput {
        defects = List.copyOf(defects);
    }

    /** Reads the files of an item; a file above {@link Limit#IMAGE_BYTES} is never held in memory. */
    static ItemInput read(Item item, ProjectSource source, Limits limits)
            throws IOException, InterruptedException, DefectException {
        var defects = new ArrayList<Defect>();
        var image = bearable(item.image(), limits, DefectCode.IMAGE_TOO_LARGE, defects);
        var annotation = bearable(item.annotation(), limits, DefectCode.ANNOTATION_TOO_LARGE, defects);
        return new ItemInput(content(image, source), content(annotation, source), defects);
    }

    private static Optional<SourceFile> bearable(Optional<SourceFile> file, Limits limits, DefectCode tooLarge,
            List<Defect> defects) {
        var kept = file.filter(f -> f.bytes() <= limits.of(IMAGE_BYTES));
        if (kept.isEmpty() && file.isPresent()) {
            defects.add(new DefectException(IMAGE_BYTES, tooLarge, "%d bytes, more than %d: not in the archive"
                    .formatted(file.get().bytes(), limits.of(IMAGE_BYTES))).defect());
        }
        return kept;
    }

    private static Optional<byte[]> content(Optional<SourceFile> file, ProjectSource source)
            throws IOException, InterruptedException, DefectException {
        return file.isPresent() ? Optional.of(source.read(file.get())) : Optional.empty();
    }

    /** Size of both files in bytes. */
    long bytes() {
        return image.map(content -> content.length).orElse(0)
                + (long) annotation.map(content -> content.length).orElse(0);
    }
}
