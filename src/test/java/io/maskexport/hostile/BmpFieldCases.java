package io.maskexport.hostile;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.maskexport.defect.DefectCode;

import static io.maskexport.defect.DefectCode.IMAGE_UNREADABLE;

/** Windows bitmaps with odd fields: OpenCV examines only a few of them, but those strictly. */
final class BmpFieldCases {
    private static final int ROWS = GoodItems.HEIGHT;

    private BmpFieldCases() {}

    static Stream<HostileCase> all() {
        return HostileCase.all(colours(), headers(), positions(), masks(), cuts(), bytes(), halfBytes());
    }

    private static HostileCase bmp(String name, BmpFile file, DefectCode... codes) {
        return HostileCase.picture(name, "m.bmp", file.bytes(), codes);
    }

    private static BmpFile indexed(int colours) {
        return new BmpFile().bits(8).palette(TiffFile.gradient(4 * colours));
    }

    private static Stream<HostileCase> colours() {
        var refused = LongStream.of(257, 1_000, (1L << 31) - 1, 1L << 31, (1L << 32) - 1)
                .mapToObj(used -> bmp(used + " colours", indexed(256).colours(used), IMAGE_UNREADABLE));
        var read = LongStream.of(1, 2, 255, 256)
                .mapToObj(used -> bmp(used + " colours", indexed(256).colours(used)));
        var beside = LongStream.of(1, 257, (1L << 32) - 1)
                .mapToObj(used -> bmp(used + " colours of 24 bits a pixel", new BmpFile().colours(used)));
        return HostileCase.all(refused, read, beside, Stream.of(
                bmp("256 colours of one bit", new BmpFile().bits(1).palette(new byte[1024]).colours(256)),
                bmp("17 colours of four bits", new BmpFile().bits(4).palette(new byte[68]).colours(17)),
                bmp("a palette that goes beyond the file", indexed(0).data(new byte[384]).offset(54),
                        IMAGE_UNREADABLE)));
    }

    private static Stream<HostileCase> headers() {
        var read = IntStream.of(41, 52, 56, 64, 108, 124, 128, 1_000)
                .mapToObj(length -> bmp("a header of " + length + " bytes", new BmpFile().header(length)));
        var refused = IntStream.of(1, 11, 16, 35)
                .mapToObj(length -> bmp("a header of " + length + " bytes", new BmpFile().header(length),
                        IMAGE_UNREADABLE));
        return HostileCase.all(read, refused, Stream.of(
                bmp("a header of 12 bytes with 32 bits a pixel", new BmpFile().header(12).bits(32)
                        .data(new byte[4 * 24 * ROWS])),
                bmp("a header of 12 bytes with 16 bits a pixel", new BmpFile().header(12).bits(16), IMAGE_UNREADABLE),
                bmp("no plane", new BmpFile().planes(0)),
                bmp("65,535 planes", new BmpFile().planes(65_535))));
    }

    private static Stream<HostileCase> positions() {
        return Stream.of(
                bmp("pixels at the beginning of the file", new BmpFile().offset(0)),
                bmp("pixels in the header", new BmpFile().offset(53)),
                bmp("pixels a byte too far", new BmpFile().offset(55), IMAGE_UNREADABLE),
                bmp("pixels at 2^31 - 1", new BmpFile().offset(Integer.MAX_VALUE), IMAGE_UNREADABLE),
                bmp("pixels at 2^31", new BmpFile().offset(1L << 31), IMAGE_UNREADABLE));
    }

    private static BmpFile masked(int bits, int header, long... masks) {
        var fields = BinaryFile.littleEndian().u32(masks).bytes();
        return new BmpFile().bits(bits).compression(3).header(header).palette(fields).data(new byte[4 * 24 * ROWS]);
    }

    private static Stream<HostileCase> masks() {
        return Stream.of(
                bmp("masks of 5, 6 and 5 bits", masked(16, 40, 0xf800, 0x7e0, 0x1f)),
                bmp("masks of 5, 6 and 5 bits, blue first", masked(16, 40, 0x1f, 0x7e0, 0xf800), IMAGE_UNREADABLE),
                bmp("masks of 4 bits each", masked(16, 40, 0xf00, 0xf0, 0xf), IMAGE_UNREADABLE),
                bmp("masks of 0", masked(16, 40, 0, 0, 0), IMAGE_UNREADABLE),
                bmp("masks of 16 bits behind a long header", masked(16, 108, 0xf800, 0x7e0, 0x1f)),
                bmp("masks of 32 bits with gaps", masked(32, 40, 0xff0000, 0xf0f0, 0xff)),
                bmp("masks of 32 bits that are 0", masked(32, 40, 0, 0, 0)),
                bmp("masks of 32 bits that are 0 in a long header", masked(32, 124)),
                bmp("masks of 24 bits", masked(24, 40, 0xff, 0xff00, 0xff0000), IMAGE_UNREADABLE),
                bmp("masks of four", masked(32, 40, 1, 2, 3, 4).compression(6), IMAGE_UNREADABLE));
    }

    private static Stream<HostileCase> cuts() {
        byte[] whole = new BmpFile().sides(23, ROWS).data(TiffFile.gradient(72 * ROWS)).bytes();
        return IntStream.of(1, 3, 4, 72).mapToObj(missing -> HostileCase.picture(
                missing + " bytes missing at the end", "m.bmp", Arrays.copyOf(whole, whole.length - missing),
                IMAGE_UNREADABLE));
    }

    private static BmpFile runs(int bits, int... codes) {
        return new BmpFile().bits(bits).compression(bits == 8 ? 1 : 2).palette(TiffFile.gradient(4 << bits))
                .data(BinaryFile.littleEndian().u8(codes).bytes());
    }

    /** This many rows of one run each, followed by further codes. */
    private static int[] rows(int count, boolean ends, int... more) {
        var rows = IntStream.range(0, count)
                .flatMap(row -> ends ? IntStream.of(24, row, 0, 0) : IntStream.of(24, row));
        return IntStream.concat(rows, Arrays.stream(more)).toArray();
    }

    private static Stream<HostileCase> both(int bits) {
        Function<int[], BmpFile> runs = codes -> runs(bits, codes);
        var suffix = " of " + bits + " bits";
        return Stream.of(
                bmp("runs without an end" + suffix, runs.apply(rows(ROWS, true))),
                bmp("runs that end early" + suffix, runs.apply(rows(ROWS - 1, true)), IMAGE_UNREADABLE),
                bmp("no runs" + suffix, runs.apply(new int[0]), IMAGE_UNREADABLE),
                bmp("a run of 25 in a row of 24" + suffix, runs.apply(rows(3, true, 25, 1, 0, 1)), IMAGE_UNREADABLE),
                bmp("half a code" + suffix, runs.apply(rows(3, true, 9)), IMAGE_UNREADABLE),
                bmp("pixels without runs beyond the row" + suffix, runs.apply(rows(3, true, 0, 25, 1, 1)),
                        IMAGE_UNREADABLE),
                bmp("pixels without runs beyond the file" + suffix, runs.apply(rows(3, true, 0, 20, 1, 1)),
                        IMAGE_UNREADABLE),
                bmp("runs in a file that says less of them" + suffix, runs.apply(rows(ROWS, true, 0, 1)).imageBytes(9)),
                bmp("runs in a file that says more of them" + suffix, runs.apply(rows(ROWS, true, 0, 1))
                        .imageBytes(99_999)));
    }

    private static Stream<HostileCase> bytes() {
        return Stream.concat(both(8), Stream.of(
                bmp("runs whose picture ends at once", runs(8, 0, 1)),
                bmp("runs that fill rows without ending them", runs(8, rows(ROWS, false, 0, 1))),
                bmp("a move beyond the row", runs(8, 0, 2, 30, 0, 3, 9, 0, 1)),
                bmp("a move of nothing", runs(8, 0, 2, 0, 0, 3, 9, 0, 1))));
    }

    private static Stream<HostileCase> halfBytes() {
        return Stream.concat(both(4), Stream.of(
                bmp("runs of 4 bits whose picture ends at once", runs(4, 0, 1), IMAGE_UNREADABLE),
                bmp("runs of 4 bits that fill rows without ending them", runs(4, rows(ROWS, false, 0, 1)),
                        IMAGE_UNREADABLE),
                bmp("runs of 4 bits, and a move down", runs(4, rows(3, true, 0, 2, 0, 13, 0, 1)), IMAGE_UNREADABLE)));
    }
}
