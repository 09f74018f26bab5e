package io.maskexport.contracts;

/**
 * The index of a part: a JSON object for each of its items, one a line.
 *
 * @param bytes its size
 * @param sha256 of all its bytes, lower-case hexadecimal
 * @param etag of the object, without quotes
 */
public record IndexObject(String bucket, String key, long bytes, String sha256, String etag) implements ExportFile {}
