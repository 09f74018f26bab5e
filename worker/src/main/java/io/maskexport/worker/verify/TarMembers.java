package io.maskexport.worker.verify;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

import io.maskexport.defect.Limit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The members of a tar archive that others made, in order. The headers of a member, which are kept in memory, may have
 * {@link Limit#META_BYTES}.
 */
public final class TarMembers implements Closeable {
    private static final int BLOCK = 512;

    private final BoundedInput input;
    private final TarArchiveInputStream tar;
    private long end;

    /** Counts bytes, and gives no more than are allowed. */
    private static final class BoundedInput extends BlockInput {
        private final InputStream in;
        private long position;
        private long allowed = Long.MAX_VALUE;

        BoundedInput(InputStream in) {
            this.in = in;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (position >= allowed && length > 0) {
                throw new IOException("a header is longer than %d bytes (%s)"
                        .formatted(Limit.META_BYTES.defaultValue(), Limit.META_BYTES));
            }
            int n = in.read(bytes, offset, (int) Math.min(length, allowed - position));
            position += Math.max(0, n);
            return n;
        }

        @Override
        public long skip(long count) throws IOException {
            long n = in.skip(count);
            position += n;
            return n;
        }

        @Override
        public int available() throws IOException {
            return in.available();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    public TarMembers(InputStream in) {
        input = new BoundedInput(in);
        tar = new TarArchiveInputStream(input, BLOCK, BLOCK, UTF_8.name());
    }

    /**
     * The next member; null at the end.
     *
     * @throws IOException if the rest is not a tar archive, or cannot be read
     */
    public @Nullable TarArchiveEntry next() throws IOException {
        input.allowed = end + Limit.META_BYTES.defaultValue();
        try {
            var member = tar.getNextEntry();
            if (member != null) {
                end = input.position + Math.ceilDiv(member.getSize(), BLOCK) * BLOCK;
            }
            return member;
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            input.allowed = Long.MAX_VALUE;
        }
    }

    /** The content of the member. */
    public InputStream content() {
        return tar;
    }

    /** Where the content of the member begins, before any of it is read. */
    long offset() {
        return input.position;
    }

    /** Where the blocks of the last member end. */
    long end() {
        return end;
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
