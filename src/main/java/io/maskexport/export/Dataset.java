package io.maskexport.export;

import java.util.List;

import io.maskexport.defect.Defect;

/**
 * A folder of items.
 *
 * @param name for people: its path without the {@code datasets} parts, {@code ds/child}
 * @param source its folder below the project's root, ending with {@code /}: {@code ds/datasets/child/}
 * @param folder its path in the archive, of safe names: {@code ds/datasets/child}
 * @param packed whether its images are packed into archives in the project's folder {@code blob}, which are not read
 * @param defects a changed name; files beside its items that are not exported
 */
public record Dataset(String name, String source, String folder, boolean packed, List<Defect> defects) {
    public Dataset {
        defects = List.copyOf(defects);
    }
}
