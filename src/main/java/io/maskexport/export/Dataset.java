package io.maskexport.export;

import java.util.List;

import io.maskexport.defect.Defect;

/**
 * A folder of items.
 *
 * @param name what people call it: its path without the {@code datasets} parts, {@code ds/child}
 * @param source where it is, below the project's root, ending with {@code /}: {@code ds/datasets/child/}
 * @param folder its path in the archive, of safe names: {@code ds/datasets/child}
 * @param defects a changed name
 */
public record Dataset(String name, String source, String folder, List<Defect> defects) {
    public Dataset {
        defects = List.copyOf(defects);
    }
}
