package io.maskexport.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * One file of the archive.
 *
 * @param path its name in the archive, {@code /} separated, already a safe path
 * @param size its bytes
 * @param heldBytes bytes of memory that it takes until it is written
 * @param file its content
 */
public record Member(String path, long size, long heldBytes, Content file) {
    /** Writes a file, the same each time. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** A file that is kept as it is; its content is not to be changed. */
    public Member(String path, byte[] content) {
        this(path, content.length, content.length, out -> out.write(content));
    }

    /** Its bytes, all of them. */
    public byte[] content() {
        var content = new ByteArrayOutputStream(Math.toIntExact(size));
        try {
            file.writeTo(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return content.toByteArray();
    }
}
