package io.maskexport.worker.verify;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import io.maskexport.defect.Limit;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The lines of a file that others made, one at a time. Ends at a line of more than {@link Limit#META_BYTES}, of which nothing
 * is kept, so that no file fills the memory. LF or CR LF ends a line.
 */
public final class BoundedLines implements Closeable {
    private static final int BUFFER = 1 << 13;

    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private long number;
    private boolean ended;

    /** A line is too long. The message says which, and how long it may be. */
    public static final class LongLineException extends IOException {
        private static final long serialVersionUID = 1L;

        LongLineException(long number, int longest) {
            super("line %d is longer than %d bytes (%s)".formatted(number, longest, Limit.META_BYTES));
        }
    }

    public BoundedLines(InputStream in) {
        this(in, (int) Limit.META_BYTES.defaultValue());
    }

    /** @param longest line, in bytes */
    BoundedLines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /**
     * The next line without its end; null if there is none, and after a line that was too long.
     *
     * @throws LongLineException if it is too long
     */
    public byte @Nullable [] next() throws IOException {
        var line = new ByteArrayOutputStream(0);
        boolean begun = false;
        while (!ended && (from < to || fill())) {
            begun = true;
            int end = lineFeed();
            keep(line, end);
            if (end < to) {
                from++;
                break;
            }
        }
        if (!begun) {
            return null;
        }
        number++;
        return withoutReturn(line.toByteArray());
    }

    /** As {@link #next}, decoded; what is not UTF-8 becomes {@code U+FFFD}. */
    public @Nullable String nextText() throws IOException {
        var line = next();
        return line == null ? null : new String(line, UTF_8);
    }

    /** Where the next line feed is in the buffer, or its end. */
    private int lineFeed() {
        int at = from;
        while (at < to && buffer[at] != '\n') {
            at++;
        }
        return at;
    }

    private void keep(ByteArrayOutputStream line, int end) throws LongLineException {
        if (line.size() + (end - from) > longest) {
            ended = true;
            throw new LongLineException(number + 1, longest);
        }
        line.write(buffer, from, end - from);
        from = end;
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, in.read(buffer, 0, BUFFER));
        ended = to == 0;
        return !ended;
    }

    private static byte[] withoutReturn(byte[] line) {
        return line.length > 0 && line[line.length - 1] == '\r'
                ? Arrays.copyOf(line, line.length - 1)
                : line;
    }

    /** Number of lines so far. */
    public long number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
