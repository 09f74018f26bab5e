package io.maskexport.contracts;

import java.util.List;

/**
 * An item of an earlier export, a line of a list of {@link ExportDelta}.
 *
 * @param item its path, as in warnings
 * @param source path of its dataset in the project and its name there, which order the items
 * @param inputs SHA-256 of all that it was made of
 * @param part the part that holds it, of whichever export
 * @param files its files in that part
 */
public record DeltaItem(String item, String source, String inputs, ObjectPointer part, List<String> files) {
    public DeltaItem {
        files = List.copyOf(files);
    }
}
