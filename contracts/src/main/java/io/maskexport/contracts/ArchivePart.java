package io.maskexport.contracts;

/**
 * One file of the archive.
 *
 * @param number its position in the archive, from 1
 * @param bytes its size
 * @param sha256 of all its bytes, lower-case hexadecimal
 * @param etag of the object, without quotes
 * @param items images in it
 * @param members files in it
 * @param firstItem archive path of its first item; empty if it has none
 * @param lastItem archive path of its last item; empty if it has none
 */
public record ArchivePart(int number, String bucket, String key, long bytes, String sha256, String etag, long items,
        long members, String firstItem, String lastItem) {}
