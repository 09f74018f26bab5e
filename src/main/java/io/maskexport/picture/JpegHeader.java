package io.maskexport.picture;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;

/**
 * The frame header of a JPEG and what the markers before its first scan say (ITU-T T.81 annex B).
 *
 * @param process the low byte of the frame marker: 0xC0 baseline, 0xC2 progressive, from 0xC9 arithmetic coding
 * @param components id and sampling of each component
 * @param colours how the samples become RGB
 * @param firstScan where the first scan begins in the file
 */
record JpegHeader(int width, int height, Orientation orientation, int process, List<Component> components,
        Colours colours, int firstScan) implements Header {

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

    /** Arithmetic coding, which the JDK does not decode. */
    boolean arithmetic() {
        return process >= 0xc9;
    }
}
