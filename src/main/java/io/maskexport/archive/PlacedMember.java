package io.maskexport.archive;

/**
 * Where the content of a member is in its part.
 *
 * @param path of the member in the archive
 * @param offset of the first byte of its content, from the beginning of the part
 * @param length of its content in bytes
 */
public record PlacedMember(String path, long offset, long length) {}
