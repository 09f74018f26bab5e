package io.maskexport.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

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
 * @param index the index beside it; null unless requested
 */
public record ArchivePart(int number, String bucket, String key, long bytes, String sha256, String etag, long items,
        long members, String firstItem, String lastItem,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable IndexObject index) implements ExportFile {
    /** A part without an index. */
    public ArchivePart(int number, String bucket, String key, long bytes, String sha256, String etag, long items,
            long members, String firstItem, String lastItem) {
        this(number, bucket, key, bytes, sha256, etag, items, members, firstItem, lastItem, null);
    }

    /** The same part with its place in the archive as its number. */
    public ArchivePart numbered(int place) {
        return new ArchivePart(place, bucket, key, bytes, sha256, etag, items, members, firstItem, lastItem, index);
    }
}
