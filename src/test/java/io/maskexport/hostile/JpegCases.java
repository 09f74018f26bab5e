package io.maskexport.hostile;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.maskexport.defect.DefectCode;

import static io.maskexport.defect.DefectCode.IMAGE_DAMAGED;
import static io.maskexport.defect.DefectCode.IMAGE_TOO_LARGE;
import static io.maskexport.defect.DefectCode.IMAGE_UNREADABLE;
import static io.maskexport.defect.DefectCode.SIZE_MISMATCH;
import static io.maskexport.hostile.JpegFile.EXIF;
import static io.maskexport.hostile.JpegFile.FRAME;
import static io.maskexport.hostile.JpegFile.HUFFMAN;
import static io.maskexport.hostile.JpegFile.JFIF;
import static io.maskexport.hostile.JpegFile.QUANTISATION;
import static io.maskexport.hostile.JpegFile.SCAN;

/** JPEGs, or files that claim to be. */
final class JpegCases {
    private JpegCases() {}

    static Stream<HostileCase> all() {
        return HostileCase.all(frames(), sides(), tables(), scans(), segments(), exif(), cuts());
    }

    private static HostileCase jpeg(String name, JpegFile file, DefectCode... codes) {
        return jpeg(name, file.bytes(), codes);
    }

    private static HostileCase jpeg(String name, byte[] file, DefectCode... codes) {
        return HostileCase.picture(name, "m.jpg", file, codes);
    }

    private static JpegFile good() {
        return JpegFile.baseline();
    }

    private static JpegFile process(int marker) {
        return good().change(FRAME, segment -> {
            segment[1] = (byte) marker;
            return segment;
        });
    }

    private static Stream<HostileCase> frames() {
        return Stream.of(
                jpeg("lossless", process(0xc3), IMAGE_UNREADABLE),
                jpeg("hierarchical", process(0xc5), IMAGE_UNREADABLE),
                jpeg("hierarchical, progressive", process(0xc6), IMAGE_UNREADABLE),
                jpeg("hierarchical, lossless", process(0xc7), IMAGE_UNREADABLE),
                jpeg("lossless, arithmetic", process(0xcb), IMAGE_UNREADABLE),
                jpeg("hierarchical, arithmetic", process(0xcd), IMAGE_UNREADABLE),
                jpeg("no frame", good().without(FRAME), IMAGE_UNREADABLE),
                jpeg("precision 0", good().set(FRAME, 0, 0), IMAGE_UNREADABLE),
                jpeg("precision 12", good().set(FRAME, 0, 12), IMAGE_UNREADABLE),
                jpeg("precision 16", good().set(FRAME, 0, 16), IMAGE_UNREADABLE),
                jpeg("no component", good().set(FRAME, 5, 0), IMAGE_UNREADABLE),
                jpeg("two components", good().set(FRAME, 5, 2), IMAGE_UNREADABLE),
                jpeg("255 components", good().set(FRAME, 5, 255), IMAGE_UNREADABLE),
                jpeg("sampling 0", good().set(FRAME, 7, 0), IMAGE_UNREADABLE),
                jpeg("sampling 5 x 5", good().set(FRAME, 7, 0x55), IMAGE_UNREADABLE),
                jpeg("sampling 15 x 15", good().set(FRAME, 7, 0xff), IMAGE_UNREADABLE),
                jpeg("a quantisation table that cannot be", good().set(FRAME, 8, 200), IMAGE_UNREADABLE),
                jpeg("frame of 8 bytes",
                        good().change(FRAME, s -> JpegFile.segment(FRAME, Arrays.copyOfRange(s, 4, 10))),
                        IMAGE_UNREADABLE),
                jpeg("frame of no byte", good().change(FRAME, s -> JpegFile.segment(FRAME, new byte[0])),
                        IMAGE_UNREADABLE));
    }

    private static Stream<HostileCase> sides() {
        return Stream.of(
                jpeg("width 0", good().set(FRAME, 3, 0, 0), IMAGE_UNREADABLE),
                jpeg("height 0", good().set(FRAME, 1, 0, 0), IMAGE_UNREADABLE),
                jpeg("a side of 65,535", good().set(FRAME, 3, 255, 255), IMAGE_TOO_LARGE),
                jpeg("65,500 x 65,500", good().set(FRAME, 1, 255, 220, 255, 220), IMAGE_TOO_LARGE),
                jpeg("ten times the rows that there are", good().set(FRAME, 1, 0, 160), IMAGE_DAMAGED, SIZE_MISMATCH),
                jpeg("half of the rows that there are", good().set(FRAME, 1, 0, 8), SIZE_MISMATCH));
    }

    private static Stream<HostileCase> tables() {
        return Stream.of(
                jpeg("no quantisation table", good().without(QUANTISATION), IMAGE_UNREADABLE),
                jpeg("no Huffman table", good().without(HUFFMAN)),
                jpeg("quantisation table 4", good().set(QUANTISATION, 0, 4), IMAGE_UNREADABLE),
                jpeg("quantisation table cut", good().change(QUANTISATION,
                        s -> JpegFile.segment(QUANTISATION, Arrays.copyOfRange(s, 4, 30))), IMAGE_UNREADABLE),
                jpeg("Huffman table of class 2", good().set(HUFFMAN, 0, 0x20), IMAGE_UNREADABLE),
                jpeg("Huffman table 4", good().set(HUFFMAN, 0, 4), IMAGE_UNREADABLE),
                jpeg("255 codes of each length", good().change(HUFFMAN, JpegCases::manyCodes), IMAGE_UNREADABLE),
                jpeg("three codes of one bit", good().set(HUFFMAN, 1, 3), IMAGE_UNREADABLE),
                jpeg("Huffman table cut", good().change(HUFFMAN,
                        s -> JpegFile.segment(HUFFMAN, Arrays.copyOfRange(s, 4, 12))), IMAGE_UNREADABLE));
    }

    private static byte[] manyCodes(byte[] segment) {
        Arrays.fill(segment, 5, 21, (byte) 255);
        return segment;
    }

    private static Stream<HostileCase> scans() {
        return Stream.of(
                jpeg("no scan", good().without(SCAN), IMAGE_UNREADABLE),
                jpeg("a scan of no component", good().set(SCAN, 0, 0), IMAGE_UNREADABLE),
                jpeg("a scan of five components", good().set(SCAN, 0, 5), IMAGE_UNREADABLE),
                jpeg("a scan of a component that is not in the frame", good().set(SCAN, 1, 99), IMAGE_UNREADABLE),
                jpeg("a scan of a table that cannot be", good().set(SCAN, 2, 0x77), IMAGE_UNREADABLE),
                jpeg("a scan without data", good().change(SCAN, s -> Arrays.copyOf(s, 14)), IMAGE_DAMAGED),
                jpeg("a scan of ones", good().change(SCAN, JpegCases::ones), IMAGE_DAMAGED),
                jpeg("a progressive scan beyond the 63rd coefficient",
                        JpegFile.progressive().set(SCAN, 8, 200), IMAGE_UNREADABLE),
                jpeg("a progressive scan of one component only", onlyFirstScan(), new DefectCode[0]));
    }

    private static byte[] ones(byte[] scan) {
        for (int i = 14; i < scan.length; i++) {
            scan[i] = (byte) (i % 2 == 0 ? 0xff : 0);
        }
        return scan;
    }

    private static byte[] onlyFirstScan() {
        var file = JpegFile.progressive();
        byte[] head = file.upTo(SCAN);
        byte[] whole = file.bytes();
        int end = head.length + 2;
        while (!(whole[end] == -1 && whole[end + 1] != 0)) {
            end++;
        }
        return BinaryFile.bigEndian().add(Arrays.copyOf(whole, end)).u8(0xff, 0xd9).bytes();
    }

    private static Stream<HostileCase> segments() {
        var many = good();
        IntStream.range(0, 2_000).forEach(_ -> many.first(0xfe, new byte[0]));
        return Stream.of(
                jpeg("two bytes", new byte[] {-1, -40}, IMAGE_UNREADABLE),
                jpeg("begin and end", new byte[] {-1, -40, -1, -39}, IMAGE_UNREADABLE),
                jpeg("2,000 empty comments", many),
                jpeg("a comment that looks like a picture", good().first(0xfe, new byte[] {-1, -40, -1, -38, 0, 0})),
                jpeg("fill bytes before a marker", good().insert(0, 0xff, new byte[] {-1, -1, -1})),
                jpeg("rubbish behind the end", BinaryFile.bigEndian().add(good().bytes()).add(TiffFile.gradient(50_000))
                        .bytes()),
                jpeg("another picture behind the end", BinaryFile.bigEndian().add(good().bytes()).add(good().bytes())
                        .bytes()),
                jpeg("no end marker", good().open().bytes(), IMAGE_DAMAGED),
                jpeg("a segment of length 0", good().insert(0, 0xfe, new byte[] {-1, -2, 0, 0})),
                jpeg("a segment of length 1", good().insert(0, 0xfe, new byte[] {-1, -2, 0, 1})),
                jpeg("a segment beyond the end", good().insert(0, 0xfe, new byte[] {-1, -2, -1, -1}), IMAGE_UNREADABLE),
                jpeg("JFIF of no byte", good().without(JFIF).first(JFIF, new byte[0])),
                jpeg("JFIF with a thumbnail that is not there", good().without(JFIF).first(JFIF,
                        BinaryFile.bigEndian().text("JFIF\0").u16(0x0102).u8(1).u16(72, 72).u8(255, 255).bytes())),
                jpeg("a colour profile of no byte", good().before(QUANTISATION, 0xe2,
                        BinaryFile.bigEndian().text("ICC_PROFILE\0").u8(1, 1).bytes())),
                jpeg("a colour profile in 255 pieces, of which one is there", good().before(QUANTISATION, 0xe2,
                        BinaryFile.bigEndian().text("ICC_PROFILE\0").u8(200, 255).zeros(500).bytes())),
                jpeg("Adobe's segment cut", good().before(QUANTISATION, 0xee, new byte[] {'A', 'd', 'o', 'b', 'e'})));
    }

    private static HostileCase exif(String name, BinaryFile tiff) {
        return jpeg("EXIF " + name, good().without(JFIF).first(EXIF,
                BinaryFile.bigEndian().text("Exif\0\0").add(tiff.bytes()).bytes()));
    }

    private static BinaryFile exif(int tag, int type, long count, int value) {
        return BinaryFile.bigEndian().text("MM").u16(42).u32(8).u16(1, tag, type).u32(count).u16(value, 0).u32(0);
    }

    private static Stream<HostileCase> exif() {
        return Stream.of(
                exif("of no byte", BinaryFile.bigEndian()),
                exif("cut after its byte order", BinaryFile.bigEndian().text("MM")),
                exif("of no byte order", BinaryFile.bigEndian().text("XX").u16(42).u32(8).u16(0)),
                exif("whose directory is beyond the file", BinaryFile.bigEndian().text("MM").u16(42).u32(0xffffffffL)),
                exif("whose directory is itself", BinaryFile.bigEndian().text("MM").u16(42).u32(0)),
                exif("of 65,535 entries", BinaryFile.bigEndian().text("MM").u16(42).u32(8).u16(0xffff)),
                exif("orientation 0", exif(274, 3, 1, 0)),
                exif("orientation 9", exif(274, 3, 1, 9)),
                exif("orientation 65,535", exif(274, 3, 1, 65_535)),
                exif("orientation of 2^32 - 1 values", exif(274, 3, 0xffffffffL, 6)),
                exif("orientation of type 200", exif(274, 200, 1, 0)),
                jpeg("EXIF orientation 6", good().without(JFIF).first(EXIF, BinaryFile.bigEndian().text("Exif\0\0")
                        .add(exif(274, 3, 1, 6).bytes()).bytes()), SIZE_MISMATCH));
    }

    private static Stream<HostileCase> cuts() {
        var file = good();
        int scan = file.upTo(SCAN).length;
        byte[] whole = file.bytes();
        return Stream.concat(
                IntStream.of(3, 4, 10, 20, 21, 25, 100, scan - 1, scan + 3).mapToObj(length -> jpeg(
                        "cut after " + length + " bytes", Arrays.copyOf(whole, length), IMAGE_UNREADABLE)),
                Stream.of(jpeg("cut in its pixels", Arrays.copyOf(whole, scan + 30), IMAGE_DAMAGED),
                        jpeg("cut before its end marker", Arrays.copyOf(whole, whole.length - 2), IMAGE_DAMAGED)));
    }
}
