package io.maskexport.contracts;

/** A file of a finished export. All of them are in one folder of a bucket. */
public sealed interface ExportFile permits ArchivePart, IndexObject, ObjectPointer {
    String bucket();

    String key();

    /** Of all its bytes, lower-case hexadecimal. */
    String sha256();

    /** The last segment of the key: the file's name in the folder and in {@code SHA256SUMS}. */
    default String fileName() {
        return key().substring(key().lastIndexOf('/') + 1);
    }
}
