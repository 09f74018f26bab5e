package io.maskexport.picture;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;

import static io.maskexport.defect.Limit.IMAGE_SCAN_PIXELS;

/**
 * The frame header of a JPEG and what the markers before its first scan say (ITU-T T.81 annex B).
 *
 * @param process the low byte of the frame marker: 0xC0 baseline, 0xC2 progressive, from 0xC9 arithmetic coding
 * @param components id and sampling of each component
 * @param colours how the samples become RGB
 * @param firstScan where the first scan begins in the file
 * @param severalScans whether the first scan is not all of the picture
 */
record JpegHeader(int width, int height, Orientation orientation, int process, List<Component> components,
        Colours colours, int firstScan, boolean severalScans) implements Header {
    private static final int COEFFICIENT_BYTES = 2;

    /** One component of the frame; {@code across} and {@code down} are its sampling factors. */
    record Component(int id, int across, int down) {}

    /** Colour spaces that a JPEG decoder tells apart. */
    enum Colours {
        GREY, RGB, YCC, CMYK, YCCK
    }

    static JpegHeader read(ByteBuffer jpeg) throws DefectException {
        return new JpegMarkers(jpeg).header();
    }

    static DefectException unreadable(String detail) {
        return new DefectException(DefectCode.IMAGE_UNREADABLE, detail);
    }

    /** The same header, with the colour space that a container of the JPEG says. */
    JpegHeader withColours(Colours meant) {
        return new JpegHeader(width, height, orientation, process, components, meant, firstScan, severalScans);
    }

    /** Whether a component has all columns and every second row: chroma of the sampling 4:4:0. */
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

    /** A picture of several scans is held as coefficients by the decoder; the JDK gives rare kinds as all their samples. */
    @Override
    public DecodingCost cost(int encodedBytes) {
        var cost = DecodingCost.of(this).plusHeap(encodedBytes);
        if (components.size() == 4 || hasTall()) {
            cost = cost.plusHeap(pixels() * components.size());
        }
        return severalScans ? cost.plusNative(COEFFICIENT_BYTES * samples()) : cost;
    }

    /** Samples of whole blocks. */
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
            long most = limits.of(IMAGE_SCAN_PIXELS);
            require(IMAGE_SCAN_PIXELS, most, pixels() * JpegScans.count(encoded, firstScan, most / pixels() + 1));
        }
    }

    /** Arithmetic coding, which the JDK does not decode. */
    boolean arithmetic() {
        return process >= 0xc9;
    }
}
