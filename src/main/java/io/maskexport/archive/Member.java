package io.maskexport.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * One file of the archive.
 *
 * @param path its path in the archive, separated by {@code /}, already safe
 * @param size its size in bytes
 * @param heldBytes memory that it takes until it is written, in bytes
 * @param file its content
 */
public record Member(String path, long size, long heldBytes, Content file) {
    /** Writes the content, the same bytes each time. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** A file whose content is kept in memory; the content must not be changed. */
    public Member(String path, byte[] content) {
        this(path, content.length, content.length, out -> out.write(content));
    }

    /** The whole content. */
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
