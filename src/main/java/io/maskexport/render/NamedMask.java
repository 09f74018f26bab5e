package io.maskexport.render;

import io.maskexport.png.KeptPng;

/**
 * One of the masks of an item.
 *
 * @param name its file name in the item's folder; empty if it is the only one of its kind
 * @param file the encoded picture
 */
public record NamedMask(String name, KeptPng file) {
    /** The encoded picture; must not be changed. */
    public byte[] png() {
        return file.bytes();
    }
}
