package io.maskexport.render;

import io.maskexport.png.KeptPng;

/**
 * An instance mask.
 *
 * @param name its file name in the item's folder
 * @param file the encoded picture
 */
public record NamedMask(String name, KeptPng file) {
    /** The encoded picture; must not be changed. */
    public byte[] png() {
        return file.bytes();
    }
}
