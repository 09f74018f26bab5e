package io.maskexport.archive;

/**
 * One file of the archive.
 *
 * @param path its name in the archive, {@code /} separated, already a safe path
 * @param content its bytes; not to be changed
 */
public record Member(String path, byte[] content) {}
