package io.maskexport.export;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
    private final Map<String, TreeSet<String>> offsets = new TreeMap<>(CodePointOrder.STRINGS);
    private final Map<String, String> archiveOf = new HashMap<>();

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
            offsets.computeIfAbsent(dataset, _ -> new TreeSet<>(CodePointOrder.STRINGS)).add(path);
            archiveOf.put(path, FOLDER + path.substring(dataset.length(), path.length() - OFFSETS.length()) + ARCHIVE);
        }
        return isArchive || isOffsets;
    }

    /** The defect of a dataset with packed images. */
    Optional<Defect> defect(String dataset) {
        return Optional.ofNullable(offsets.get(dataset)).map(paths -> {
            var more = paths.size() == 1
                    ? ""
                    : " and %d more archive%s".formatted(paths.size() - 1, paths.size() == 2 ? "" : "s");
            return new Defect(IMAGES_IN_BLOB,
                    "images are in %s (see %s)%s, which are not read: no originals, no human masks"
                            .formatted(archiveOf.get(paths.first()), paths.first(), more));
        });
    }

    /** Blob archives that no dataset refers to. */
    List<String> unclaimed() {
        return archives.stream().filter(archive -> !archiveOf.containsValue(archive)).toList();
    }
}
