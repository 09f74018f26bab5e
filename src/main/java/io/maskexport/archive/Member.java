package io.maskexport.archive;

import java.util.function.Supplier;

/**
 * One file of the archive.
 *
 * @param path its name in the archive, {@code /} separated, already a safe path
 * @param size its bytes
 * @param heldBytes bytes of memory that it takes until it is written
 * @param file makes or gives its content, the same each time
 */
public record Member(String path, long size, long heldBytes, Supplier<byte[]> file) {
    /** A file that is kept as it is; its content is not to be changed. */
    public Member(String path, byte[] content) {
        this(path, content.length, content.length, () -> content);
    }

    /** Its bytes; not to be changed. */
    public byte[] content() {
        return file.get();
    }
}
