package io.maskexport.picture;

import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;

/**
 * The most that decoding a picture holds at once, as its header tells; the encoded bytes themselves do not count.
 *
 * @param heapBytes in the heap: the picture, and what the decoder needs besides it
 * @param nativeBytes outside of the heap, by decoders in C
 */
public record DecodingCost(long heapBytes, long nativeBytes) {
    private static final int RGB = 3;
    /** Rows that are on their way from a decoder to the mask. */
    private static final int ROWS = 32;

    /**
     * What decoding these bytes takes, read from headers alone; nothing is allocated that depends on what they say.
     *
     * @throws DefectException {@code IMAGE_UNREADABLE} or {@code IMAGE_TOO_LARGE} when they are not to be decoded at all
     */
    public static DecodingCost of(byte[] encoded, Limits limits) throws DefectException {
        var header = Header.of(encoded);
        header.require(limits, encoded);
        return header.cost(encoded.length, limits);
    }

    /** Some rows of the picture, and all of it where the last stored row is not the last upright one. */
    static DecodingCost ofRows(Header header) {
        return header.orientation().keepsRows() ? rows(header) : ofWhole(header);
    }

    /** All of the picture. */
    static DecodingCost ofWhole(Header header) {
        return rows(header).plusHeap(header.pixels() * RGB);
    }

    private static DecodingCost rows(Header header) {
        return new DecodingCost((long) RGB * ROWS * Math.max(header.width(), header.height()), 0);
    }

    DecodingCost plusHeap(long bytes) {
        return new DecodingCost(heapBytes + bytes, nativeBytes);
    }

    DecodingCost plusNative(long bytes) {
        return new DecodingCost(heapBytes, nativeBytes + bytes);
    }
}
