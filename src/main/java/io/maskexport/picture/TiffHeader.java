package io.maskexport.picture;

import java.nio.ByteBuffer;
import java.util.List;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;

/**
 * The first directory of a TIFF (TIFF 6.0).
 *
 * @param photometric the meaning of the samples
 * @param bits bits of a sample
 * @param samples samples of a pixel
 * @param alpha the meaning of the sample after the colours, by the tag ExtraSamples
 * @param segments strips or tiles
 * @param directory all tags
 */
record TiffHeader(int width, int height, Orientation orientation, Photometric photometric, int bits, int samples,
        Alpha alpha, TiffSegments segments, TiffDirectory directory) implements Header {
    private static final int MAX_SAMPLES = 4;
    private static final int SIGNED = 2;
    private static final int BITS = 258;
    private static final int PHOTOMETRIC = 262;
    private static final int STRIPS = 273;
    private static final int STRIP_BYTES = 279;
    private static final int PLANES = 284;
    /** Width, height, compression, photometric, samples, rows of a strip, planes. */
    private static final List<Integer> ONE_NUMBER = List.of(256, 257, 259, PHOTOMETRIC, 277, 278, PLANES);
    private static final int COLOUR_MAP = 320;
    private static final int TILE_WIDTH = 322;
    private static final int INK_SET = 332;
    private static final int EXTRA_SAMPLES = 338;
    private static final int SAMPLE_FORMAT = 339;

    /** The meanings of samples that libtiff can convert to RGB. */
    enum Photometric {
        WHITE_IS_ZERO(1), BLACK_IS_ZERO(1), RGB(3), PALETTE(1), CMYK(4), YCC(3), LAB(3);

        private final int colours;

        Photometric(int colours) {
            this.colours = colours;
        }

        private static Photometric of(TiffDirectory directory, int samples) throws DefectException {
            int value = directory.value(PHOTOMETRIC, samples >= 3 ? 2 : 1);
            return switch (value) {
                case 0 -> WHITE_IS_ZERO;
                case 1 -> BLACK_IS_ZERO;
                case 2 -> RGB;
                case 3 -> PALETTE;
                case 5 -> CMYK;
                case 6 -> YCC;
                case 8 -> LAB;
                default -> throw unreadable("A TIFF of the photometric interpretation " + value);
            };
        }

        private boolean has(int bits) {
            return switch (this) {
                case WHITE_IS_ZERO, BLACK_IS_ZERO -> bits == 1 || bits == 4 || bits == 8 || bits == 16;
                case PALETTE -> bits == 1 || bits == 4 || bits == 8;
                case RGB, LAB -> bits == 8 || bits == 16;
                case CMYK, YCC -> bits == 8;
            };
        }
    }

    /** The meaning of a sample after the colours. */
    enum Alpha {
        NONE, ASSOCIATED, UNASSOCIATED
    }

    static TiffHeader read(ByteBuffer bytes) throws DefectException {
        var directory = TiffDirectory.read(bytes);
        int samples = directory.value(277, 1);
        requireSound(directory, samples);
        if (samples < 1 || samples > MAX_SAMPLES) {
            throw unreadable(samples + " samples per pixel");
        }
        var photometric = Photometric.of(directory, samples);
        int bits = directory.value(BITS, 1);
        int width = directory.value(256, 0);
        int height = directory.value(257, 0);
        requireKnown(directory, photometric, bits, samples);
        return new TiffHeader(width, height, directory.orientation(), photometric, bits, samples,
                alpha(directory, samples), TiffSegments.of(directory, width, height, samples, bits, photometric),
                directory);
    }

    /** Refuses tags that libtiff takes for broken: it passes over none of those that say how pixels are stored. */
    private static void requireSound(TiffDirectory directory, int samples) throws DefectException {
        boolean sound = directory.has(PHOTOMETRIC) && directory.isNumber(BITS, samples)
                && directory.isNumber(SAMPLE_FORMAT, samples) && directory.isWhole(EXTRA_SAMPLES)
                && directory.areNumbers(STRIPS) && directory.areNumbers(STRIP_BYTES);
        for (int tag : ONE_NUMBER) {
            sound &= directory.isNumber(tag, 1);
        }
        if (!sound) {
            throw unreadable("A TIFF whose directory is broken");
        }
    }

    /** Refuses what libtiff refuses, or shows unlike any other reader. */
    private static void requireKnown(TiffDirectory directory, Photometric photometric, int bits, int samples)
            throws DefectException {
        boolean known = photometric.has(bits) && samples >= photometric.colours
                && samples - directory.count(EXTRA_SAMPLES) >= Math.min(3, photometric.colours)
                && (bits >= 8 || samples == 1) && directory.value(SAMPLE_FORMAT, 1) >= 1
                && directory.value(SAMPLE_FORMAT, 1) <= SIGNED;
        known &= switch (photometric) {
            case PALETTE -> directory.count(COLOUR_MAP) == 3 << bits;
            case CMYK -> directory.value(INK_SET, 1) == 1;
            case LAB -> samples == 3 && directory.value(PLANES, 1) == 1;
            case WHITE_IS_ZERO, BLACK_IS_ZERO -> bits < 16 || !directory.has(TILE_WIDTH)
                    || directory.value(256, 0) % Math.max(1, directory.value(TILE_WIDTH, 1)) == 0;
            case RGB, YCC -> true;
        };
        known &= directory.value(PLANES, 1) == 1 || directory.value(PLANES, 1) == 2;
        for (int i = 1; i < directory.count(BITS); i++) {
            known &= directory.value(BITS, i, bits) == bits;
        }
        if (!known) {
            throw unreadable("A TIFF of the kind %s with %d samples of %d bits".formatted(photometric, samples, bits));
        }
    }

    /** Without the tag, a fourth sample is associated alpha. */
    private static Alpha alpha(TiffDirectory directory, int samples) {
        if (directory.count(EXTRA_SAMPLES) == 0) {
            return samples == 4 ? Alpha.ASSOCIATED : Alpha.NONE;
        }
        return switch (directory.value(EXTRA_SAMPLES, 0)) {
            case 1 -> Alpha.ASSOCIATED;
            case 2 -> Alpha.UNASSOCIATED;
            default -> samples > 3 ? Alpha.ASSOCIATED : Alpha.NONE;
        };
    }

    static DefectException unreadable(String detail) {
        return new DefectException(DefectCode.IMAGE_UNREADABLE, detail);
    }

    @Override
    public void require(Limits limits, byte[] encoded) throws DefectException {
        Header.super.require(limits, encoded);
        segments.requirePresent();
    }

    @Override
    public DecodingCost cost(int encodedBytes) {
        return segments.cost(DecodingCost.ofRows(this).plusHeap(segments.across() > 1
                ? 3L * width * Math.min(segments.height(), height)
                : 0));
    }
}
