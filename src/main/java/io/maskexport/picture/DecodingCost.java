package io.maskexport.picture;

import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;

/**
 * The peak memory of decoding a picture, computed from its header; without the encoded bytes themselves.
 *
 * @param pixels number of pixels
 * @param heapBytes on the heap: the picture, and what the decoder needs besides it
 * @param nativeBytes outside the heap, allocated by decoders in C
 */
public record DecodingCost(long pixels, long heapBytes, long nativeBytes) {
    private static final int RGB = 3;
    /** Number of rows in flight between a decoder and the mask. */
    private static final int ROWS = 32;

    /**
     * The memory needed to decode these bytes, computed from headers alone; allocates nothing that depends on their
     * values.
     *
     * @throws DefectException {@code IMAGE_UNREADABLE} or {@code IMAGE_TOO_LARGE} if they must not be decoded at all
     */
    public static DecodingCost of(byte[] encoded, Limits limits) throws DefectException {
        var header = Header.of(encoded);
        header.require(limits, encoded);
        return header.cost(encoded.length, limits);
    }

    /** Some rows of the picture; all of it if the last stored row is not the last upright one. */
    static DecodingCost ofRows(Header header) {
        return header.orientation().keepsRows() ? rows(header) : ofWhole(header);
    }

    /** The whole picture. */
    static DecodingCost ofWhole(Header header) {
        return rows(header).plusHeap(header.pixels() * RGB);
    }

    private static DecodingCost rows(Header header) {
        return new DecodingCost(header.pixels(), (long) RGB * ROWS * Math.max(header.width(), header.height()), 0);
    }

    DecodingCost plusHeap(long bytes) {
        return new DecodingCost(pixels, heapBytes + bytes, nativeBytes);
    }

    DecodingCost plusNative(long bytes) {
        return new DecodingCost(pixels, heapBytes, nativeBytes + bytes);
    }
}
