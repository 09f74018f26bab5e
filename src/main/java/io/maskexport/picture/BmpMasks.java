package io.maskexport.picture;

import java.nio.ByteBuffer;
import java.util.Optional;

import io.maskexport.picture.BmpHeader.Compression;

/** The bits of red, green and blue in a 32-bit pixel, if the header of a Windows bitmap defines them. */
final class BmpMasks {
    private static final int AT = 54;
    private static final int HEADER_WITH_MASKS = 56;

    private final int[] masks = new int[3];
    private final float[] scales = new float[3];

    private BmpMasks(ByteBuffer bmp) {
        for (int i = 0; i < masks.length; i++) {
            masks[i] = bmp.getInt(AT + 4 * i);
            long highest = (masks[i] & 0xffff_ffffL) >> shift(i);
            scales[i] = 255f / highest;
        }
    }

    /** Masks inside the header, unless one is empty; masks after a short header are ignored. */
    static Optional<BmpMasks> of(BmpHeader header, ByteBuffer bmp) {
        if (header.compression() != Compression.BIT_FIELDS || header.headerBytes() < HEADER_WITH_MASKS) {
            return Optional.empty();
        }
        var masks = new BmpMasks(bmp);
        return masks.masks[0] == 0 || masks.masks[1] == 0 || masks.masks[2] == 0
                ? Optional.empty()
                : Optional.of(masks);
    }

    private int shift(int channel) {
        return Integer.numberOfTrailingZeros(masks[channel]) & 31;
    }

    int colour(int pixel) {
        return level(pixel, 0) << 16 | level(pixel, 1) << 8 | level(pixel, 2);
    }

    private int level(int pixel, int channel) {
        return (int) (((pixel & masks[channel]) >>> shift(channel)) * scales[channel]);
    }
}
