package io.maskexport.export;

/**
 * What an item was made of, as an index says it.
 *
 * @param source place of the item in the project, see {@link SourceOrder}
 * @param digest SHA-256, in lower-case hexadecimal, of all that decides the item's files; empty if more than that decided them, so
 * that no other export has the same item
 */
public record ItemInputs(String source, String digest) {
    /** Of an item whose files may be others the next time. */
    ItemInputs unrepeatable() {
        return new ItemInputs(source, "");
    }
}
