package io.maskexport.contracts;

/**
 * An object in a bucket, with its checksum.
 *
 * @param sha256 lower-case hexadecimal
 */
public record ObjectPointer(String bucket, String key, String sha256) implements ExportFile {}
