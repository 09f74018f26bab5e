package io.maskexport.picture;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Run-length encoded Windows bitmaps, with OpenCV's interpretation of each code: with eight bits, a run that fills a
 * row ends it, and one end-of-row code after it is ignored; with four bits, all rows must be present, and the end of
 * the picture ends a row.
 */
final class BmpRuns {
    private static final int END_OF_PICTURE = 1;
    private static final int MOVE = 2;

    private final BmpHeader header;
    private final ByteBuffer bmp;
    private final byte[] indices;
    private int at;
    private int x;
    private int y;

    BmpRuns(BmpHeader header, ByteBuffer bmp) {
        this.header = header;
        this.bmp = bmp;
        indices = new byte[header.width() * header.height()];
        at = header.pixelsAt();
    }

    /** Decodes eight-bit runs to one index a pixel, in the file's order of rows. */
    byte[] bytes() throws IOException {
        boolean rowEnded = false;
        while (y < header.height()) {
            int length = next();
            int code = next();
            int row = y;
            if (length > 0) {
                requireInRow(length);
                fill(length, code);
            } else if (code > MOVE) {
                requireInRow(code);
                copyBytes(code);
            } else if (code > 0 || !rowEnded || x > 0) {
                fill(passed(code), 0);
                row = y;
            }
            rowEnded = y > row;
        }
        return indices;
    }

    /** Number of pixels that an escape skips: to the end of the row, to the end of the picture, or as many as it says. */
    private long passed(int code) throws IOException {
        int columns = header.width() - x;
        return switch (code) {
            case END_OF_PICTURE -> columns + (long) (header.height() - y) * header.width();
            case MOVE -> next() + (long) next() * header.width();
            default -> columns;
        };
    }

    /** Decodes four-bit runs likewise. */
    byte[] halfBytes() throws IOException {
        while (y < header.height()) {
            int length = next();
            int code = next();
            if (length > 0) {
                requireInRow(length);
                for (int i = 0; i < length; i++) {
                    put(i % 2 == 0 ? code >> 4 : code & 15);
                }
            } else if (code > MOVE) {
                requireInRow(code);
                copyHalfBytes(code);
            } else {
                int columns = code == MOVE ? next() : header.width() - x;
                if (code == MOVE) {
                    next();
                }
                fill(columns, 0);
            }
        }
        return indices;
    }

    private void copyBytes(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            put(next());
        }
        if (count % 2 != 0) {
            next();
        }
    }

    private void copyHalfBytes(int count) throws IOException {
        int stored = (count + 1) / 2;
        for (int i = 0; i < stored; i++) {
            int both = next();
            put(both >> 4);
            if (2 * i + 1 < count) {
                put(both & 15);
            }
        }
        if (stored % 2 != 0) {
            next();
        }
    }

    private int next() throws IOException {
        if (at >= bmp.capacity()) {
            throw new IOException("the BMP is truncated");
        }
        return bmp.get(at++) & 0xff;
    }

    private void requireInRow(int count) throws IOException {
        if (x + count > header.width()) {
            throw new IOException("a run of the BMP goes beyond its row");
        }
    }

    private void put(int index) {
        indices[y * header.width() + x] = (byte) index;
        x++;
    }

    /** Repeats one index, across the ends of rows; a full row ends even if no pixel is added. */
    private void fill(long count, int index) {
        long left = count;
        do {
            int end = (int) Math.min(x + left, header.width());
            left -= end - x;
            while (x < end) {
                put(index);
            }
            if (x == header.width()) {
                x = 0;
                y++;
            }
        } while (left > 0 && y < header.height());
    }
}
