package io.maskexport.archive;

/**
 * The properties of the index of a finished part.
 *
 * @param bytes size in bytes
 * @param sha256 of all its bytes, lower-case hexadecimal
 */
public record IndexSummary(long bytes, String sha256) {}
