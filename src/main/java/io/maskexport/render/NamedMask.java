package io.maskexport.render;

/**
 * An instance mask.
 *
 * @param name its file name in the item's folder
 * @param png the encoded picture; not to be changed
 */
public record NamedMask(String name, byte[] png) {}
