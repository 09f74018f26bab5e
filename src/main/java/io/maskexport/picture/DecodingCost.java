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

    /**
     * What decoding these bytes takes, read from headers alone; nothing is allocated that depends on what they say.
     *
     * @throws DefectException {@code IMAGE_UNREADABLE} or {@code IMAGE_TOO_LARGE} when they are not to be decoded at all
     */
    public static DecodingCost of(byte[] encoded, Limits limits) throws DefectException {
        var header = Header.of(encoded);
        header.require(limits, encoded);
        return header.cost(encoded.length);
    }

    /** The picture, and once more what stands upright of it where rows become columns. */
    static DecodingCost of(Header header) {
        return new DecodingCost(header.pixels() * RGB * (header.orientation().swapsSides() ? 2 : 1), 0);
    }

    DecodingCost plusHeap(long bytes) {
        return new DecodingCost(heapBytes + bytes, nativeBytes);
    }

    DecodingCost plusNative(long bytes) {
        return new DecodingCost(heapBytes, nativeBytes + bytes);
    }

    /** Both together. */
    public long bytes() {
        return heapBytes + nativeBytes;
    }
}
