package io.maskexport.export;

import io.maskexport.archive.CodePointOrder;

/**
 * The order in which a project's items are listed, by their places: the path of the dataset's folder in the project and the
 * item's name there, {@code ds/datasets/child/a.jpg}. First by dataset, then by name.
 */
public final class SourceOrder {
    private SourceOrder() {}

    static String place(Dataset dataset, String name) {
        return dataset.source() + name;
    }

    /** Whether the first place is before, at, or after the second: negative, 0, or positive. */
    public static int compare(String a, String b) {
        int endOfA = a.lastIndexOf('/') + 1;
        int endOfB = b.lastIndexOf('/') + 1;
        int datasets = CodePointOrder.STRINGS.compare(a.substring(0, endOfA), b.substring(0, endOfB));
        return datasets != 0
                ? datasets
                : CodePointOrder.STRINGS.compare(a.substring(endOfA), b.substring(endOfB));
    }
}
