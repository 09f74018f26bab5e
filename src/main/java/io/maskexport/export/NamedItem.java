package io.maskexport.export;

import io.maskexport.archive.CodePointOrder;

/**
 * An item and what orders it.
 *
 * @param name of its image in the project; without an image, of its annotation without {@code .json}
 */
record NamedItem(String name, Item item) {
    boolean isBefore(NamedItem other) {
        return CodePointOrder.STRINGS.compare(name, other.name) < 0;
    }
}
