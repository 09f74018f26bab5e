package io.maskexport.picture;

import java.nio.ByteBuffer;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;

/**
 * The first directory of a TIFF (TIFF 6.0).
 *
 * @param photometric what the samples mean: 0 white is zero, 1 black is zero, 2 RGB, 3 palette, 5 separated, 6 YCbCr
 * @param alpha the tag ExtraSamples: 0 none or unspecified, 1 associated, 2 unassociated
 */
record TiffHeader(int width, int height, Orientation orientation, int photometric, int bits, int samples, int alpha,
        long tilePixels) implements Header {
    private static final int MAX_SAMPLES = 8;

    static TiffHeader read(ByteBuffer bytes) throws DefectException {
        var directory = TiffDirectory.read(bytes);
        int samples = side(directory, 277, 1);
        if (samples > MAX_SAMPLES) {
            throw new DefectException(DefectCode.IMAGE_UNREADABLE, samples + " samples a pixel");
        }
        long tilePixels = directory.value(322, 0) * directory.value(323, 0);
        return new TiffHeader(side(directory, 256, 0), side(directory, 257, 0), directory.orientation(),
                side(directory, 262, 0), side(directory, 258, 1), samples, side(directory, 338, 0), tilePixels);
    }

    private static int side(TiffDirectory directory, int tag, int otherwise) {
        return (int) Math.min(directory.value(tag, otherwise), Integer.MAX_VALUE);
    }

    @Override
    public DecodingCost cost(int encodedBytes) {
        return DecodingCost.of(this).plusHeap(Math.max(tilePixels, pixels()) * samples * Math.max(1, bits / 8));
    }
}
