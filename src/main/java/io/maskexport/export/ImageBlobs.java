package io.maskexport.export;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.maskexport.archive.CodePointOrder;
import io.maskexport.defect.Defect;

import static io.maskexport.defect.DefectCode.IMAGES_IN_BLOB;

/**
 * Packed images: {@code blob/<name>.tar} at the project's root and, in each dataset with images in it,
 * {@code <name>_offsets.pkl}, a Python pickle of their offsets. Neither is read.
 */
final class ImageBlobs {
    private static final String FOLDER = "blob/";
    private static final String ARCHIVE = ".tar";
    private static final String OFFSETS = "_offsets.pkl";

    private final TreeSet<String> archives = new TreeSet<>(CodePointOrder.STRINGS);
    private final Map<String, Offsets> offsets = new HashMap<>();
    private final Set<String> claimed = new HashSet<>();

    /** Files of offsets of one dataset. */
    private record Offsets(int count, String first) {
        Offsets and(Offsets other) {
            return new Offsets(count + other.count,
                    CodePointOrder.STRINGS.compare(first, other.first) <= 0 ? first : other.first);
        }
    }

    /**
     * Takes a file if it belongs to a blob.
     *
     * @param dataset the dataset's folder if the file lies directly in one; otherwise empty
     */
    boolean take(String path, String dataset) {
        boolean isArchive = dataset.isEmpty() && path.startsWith(FOLDER) && path.endsWith(ARCHIVE)
                && path.indexOf('/', FOLDER.length()) < 0;
        boolean isOffsets = !dataset.isEmpty() && path.endsWith(OFFSETS);
        if (isArchive) {
            archives.add(path);
        }
        if (isOffsets) {
            offsets.merge(dataset, new Offsets(1, path), Offsets::and);
            claimed.add(archive(dataset, path));
        }
        return isArchive || isOffsets;
    }

    private static String archive(String dataset, String offsets) {
        return FOLDER + offsets.substring(dataset.length(), offsets.length() - OFFSETS.length()) + ARCHIVE;
    }

    /** The defect of a dataset with packed images. */
    Optional<Defect> defect(String dataset) {
        return Optional.ofNullable(offsets.get(dataset)).map(files -> {
            var more = files.count == 1
                    ? ""
                    : " and %d more archive%s".formatted(files.count - 1, files.count == 2 ? "" : "s");
            return new Defect(IMAGES_IN_BLOB,
                    "images are in %s (see %s)%s, which are not read: no originals, no human masks"
                            .formatted(archive(dataset, files.first), files.first, more));
        });
    }

    /** Blob archives that no dataset refers to. */
    List<String> unclaimed() {
        return archives.stream().filter(archive -> !claimed.contains(archive)).toList();
    }
}
