package io.maskexport.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.maskexport.geometry.ColumnEdges;
import io.maskexport.geometry.Spans;

/**
 * Encodes sets of pixels as COCO does in its compressed run lengths: the lengths of runs of other pixels and pixels of the
 * set by turns, column by column from the left; from the fourth one on, each minus the second last one before it; and each in
 * characters of 5 bits, lowest first, of which the sixth bit says whether more follow and the fifth bit of the last one is the
 * sign. The same text as pycocotools writes. Reusable.
 */
final class RunLengthText {
    private static final int PIECE = 1 << 16;
    private static final int SMALL = 1 << 10;
    private static final int BITS = 5;
    private static final int LOW = (1 << BITS) - 1;
    private static final int SIGN = 1 << (BITS - 1);
    private static final int MORE = 1 << BITS;

    private final ColumnEdges edges = new ColumnEdges();
    private List<byte[]> pieces = new ArrayList<>();
    private byte[] piece = new byte[SMALL];
    private int used;
    private long written;
    private long limit;

    private int number;
    private long end;
    private long last;
    private long secondLast;

    /**
     * Encodes a set.
     *
     * @param spans on the canvas
     * @param limit number of characters that the text may have
     * @return empty if it has more
     */
    Optional<CocoCounts> encode(Spans spans, int width, int height, long limit) {
        this.limit = limit;
        pieces = new ArrayList<>();
        used = 0;
        written = 0;
        number = 0;
        end = 0;
        edges.forEach(spans, height, this::endRun);
        long pixels = (long) width * height;
        if (end < pixels) {
            endRun(pixels);
        }
        if (written > limit) {
            pieces = new ArrayList<>();
            return Optional.empty();
        }
        pieces.add(Arrays.copyOf(piece, used));
        return Optional.of(new CocoCounts(pieces));
    }

    private void endRun(long position) {
        long length = position - end;
        write(number > 2 ? length - secondLast : length);
        secondLast = last;
        last = length;
        end = position;
        number++;
    }

    private void write(long value) {
        long rest = value;
        boolean more;
        do {
            int bits = (int) rest & LOW;
            rest >>= BITS;
            more = (bits & SIGN) == 0 ? rest != 0 : rest != -1;
            put('0' + (more ? bits | MORE : bits));
        } while (more);
    }

    private void put(int character) {
        if (used == piece.length) {
            makeRoom();
        }
        piece[used++] = (byte) character;
        written++;
    }

    private void makeRoom() {
        if (used < PIECE) {
            piece = Arrays.copyOf(piece, Math.min(4 * used, PIECE));
            return;
        }
        if (written <= limit) { // beyond it, nothing is kept
            pieces.add(piece);
            piece = new byte[PIECE];
        }
        used = 0;
    }
}
