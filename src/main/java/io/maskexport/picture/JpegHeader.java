package io.maskexport.picture;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;

import static io.maskexport.defect.Limit.IMAGE_DECODED_BYTES;
import static io.maskexport.defect.Limit.IMAGE_SCAN_PIXELS;

/**
 * The frame header of a JPEG, and the content of the markers before its first scan (ITU-T T.81 annex B).
 *
 * @param process the low byte of the frame marker: 0xC0 baseline, 0xC2 progressive, from 0xC9 arithmetic coding
 * @param components id and sampling of each component
 * @param colours how samples are converted to RGB
 * @param firstScan position of the first scan in the file
 * @param severalScans whether the first scan is not the whole picture
 */
record JpegHeader(int width, int height, Orientation orientation, int process, List<Component> components,
        Colours colours, int firstScan, boolean severalScans) implements Header {
    private static final int COEFFICIENT_BYTES = 2;

    /** One component of the frame; {@code across} and {@code down} are its sampling factors. */
    record Component(int id, int across, int down) {}

    /** Colour spaces that a JPEG decoder distinguishes. */
    enum Colours {
        GREY, RGB, YCC, CMYK, YCCK
    }

    static JpegHeader read(ByteBuffer jpeg) throws DefectException {
        return new JpegMarkers(jpeg).header();
    }

    static DefectException unreadable(String detail) {
        return new DefectException(DefectCode.IMAGE_UNREADABLE, detail);
    }

    /** A copy with the colour space that the JPEG's container states, and without rotation. */
    JpegHeader withColours(Colours meant) {
        return new JpegHeader(width, height, Orientation.NORMAL, process, components, meant, firstScan, severalScans);
    }

    /** Whether a component has all columns but every second row: chroma with 4:4:0 sampling. */
    boolean isTall(int component) {
        int across = components.stream().mapToInt(Component::across).max().orElse(1);
        int down = components.stream().mapToInt(Component::down).max().orElse(1);
        return components.get(component).across() == across && 2 * components.get(component).down() == down;
    }

    /** Whether any component is {@linkplain #isTall tall}. */
    boolean hasTall() {
        return IntStream.range(0, components.size()).anyMatch(this::isTall);
    }

    /** Whether later scans refine what earlier ones gave. */
    boolean progressive() {
        return (process & 3) == 2;
    }

    /**
     * Row by row, except with several scans, each of which covers the whole picture; the JDK gives rare kinds as all
     * samples at once.
     */
    @Override
    public DecodingCost cost(int encodedBytes) {
        long samples = components.size() == 4 || hasTall() ? pixels() * components.size() : 0;
        boolean whole = arithmetic() || (severalScans && samples == 0);
        return (whole ? DecodingCost.ofWhole(this) : DecodingCost.ofRows(this))
                .plusHeap(encodedBytes + samples).plusNative(coefficients());
    }

    /** For a picture that libturbojpeg can decode at once; the JDK may have to take over. */
    private DecodingCost wholeCost(int encodedBytes) {
        long samples = hasTall() ? pixels() * components.size() : 0;
        return DecodingCost.ofWhole(this).plusHeap(encodedBytes + samples).plusNative(coefficients());
    }

    /** With several scans, the decoder holds the picture as coefficients. */
    private long coefficients() {
        return severalScans ? COEFFICIENT_BYTES * samples() : 0;
    }

    /** Whether it may be decoded as a whole, which is faster but takes more memory. */
    boolean isTakenWhole(int encodedBytes, Limits limits) {
        return arithmetic()
                || (components.size() < 4
                        && wholeCost(encodedBytes).heapBytes() <= limits.of(IMAGE_DECODED_BYTES));
    }

    @Override
    public DecodingCost cost(int encodedBytes, Limits limits) {
        return isTakenWhole(encodedBytes, limits) ? wholeCost(encodedBytes) : cost(encodedBytes);
    }

    /** Number of samples in whole blocks. */
    private long samples() {
        int across = components.stream().mapToInt(Component::across).max().orElse(1);
        int down = components.stream().mapToInt(Component::down).max().orElse(1);
        long groups = Math.ceilDiv(width, 8L * across) * Math.ceilDiv(height, 8L * down);
        return groups * components.stream().mapToInt(component -> component.across() * component.down()).sum() * 64;
    }

    @Override
    public void require(Limits limits, byte[] encoded) throws DefectException {
        Header.super.require(limits, encoded);
        if (severalScans) {
            long scanPixels = limits.of(IMAGE_SCAN_PIXELS);
            require(IMAGE_SCAN_PIXELS, scanPixels,
                    pixels() * JpegScans.count(encoded, firstScan, scanPixels / pixels() + 1));
        }
    }

    /** Whether it uses arithmetic coding, which the JDK does not decode. */
    boolean arithmetic() {
        return process >= 0xc9;
    }
}
