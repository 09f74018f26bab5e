package io.maskexport.hostile;

import java.util.Arrays;
import java.util.stream.Stream;

import io.maskexport.defect.DefectCode;

import static io.maskexport.defect.DefectCode.IMAGE_TOO_LARGE;
import static io.maskexport.defect.DefectCode.IMAGE_UNREADABLE;
import static io.maskexport.hostile.GoodItems.HEIGHT;
import static io.maskexport.hostile.GoodItems.WIDTH;

/** PNGs, or files that claim to be. */
final class PngCases {
    private PngCases() {}

    static Stream<HostileCase> all() {
        return HostileCase.all(headers(), sides(), palettes(), data(), chunks(), ancillary(), cuts(),
                PngChunkCases.all());
    }

    private static HostileCase png(String name, PngFile file, DefectCode... codes) {
        return HostileCase.picture(name, "m.png", file.bytes(), codes);
    }

    private static PngFile good() {
        return PngFile.rgb(WIDTH, HEIGHT);
    }

    private static PngFile header(long width, long height, int depth, int colour, int compression, int filter,
            int interlace) {
        return good().replace("IHDR", PngFile.header(width, height, depth, colour, compression, filter, interlace));
    }

    private static Stream<HostileCase> headers() {
        return Stream.of(
                png("depth 0", header(WIDTH, HEIGHT, 0, 2, 0, 0, 0), IMAGE_UNREADABLE),
                png("depth 3", header(WIDTH, HEIGHT, 3, 2, 0, 0, 0), IMAGE_UNREADABLE),
                png("depth 32", header(WIDTH, HEIGHT, 32, 2, 0, 0, 0), IMAGE_UNREADABLE),
                png("depth 255", header(WIDTH, HEIGHT, 255, 2, 0, 0, 0), IMAGE_UNREADABLE),
                png("RGB of depth 1", header(WIDTH, HEIGHT, 1, 2, 0, 0, 0), IMAGE_UNREADABLE),
                png("palette of depth 16", header(WIDTH, HEIGHT, 16, 3, 0, 0, 0), IMAGE_UNREADABLE),
                png("colour type 1", header(WIDTH, HEIGHT, 8, 1, 0, 0, 0), IMAGE_UNREADABLE),
                png("colour type 5", header(WIDTH, HEIGHT, 8, 5, 0, 0, 0), IMAGE_UNREADABLE),
                png("colour type 7", header(WIDTH, HEIGHT, 8, 7, 0, 0, 0), IMAGE_UNREADABLE),
                png("compression method 1", header(WIDTH, HEIGHT, 8, 2, 1, 0, 0), IMAGE_UNREADABLE),
                png("filter method 1", header(WIDTH, HEIGHT, 8, 2, 0, 1, 0), IMAGE_UNREADABLE),
                png("interlace method 2", header(WIDTH, HEIGHT, 8, 2, 0, 0, 2), IMAGE_UNREADABLE),
                png("no header", good().without("IHDR"), IMAGE_UNREADABLE),
                png("header of 12 bytes", good().replace("IHDR", new byte[12]), IMAGE_UNREADABLE),
                png("checksum of the header wrong", good().damaged("IHDR"), IMAGE_UNREADABLE));
    }

    private static Stream<HostileCase> sides() {
        return Stream.of(
                png("width 0", header(0, HEIGHT, 8, 2, 0, 0, 0), IMAGE_UNREADABLE),
                png("height 0", header(WIDTH, 0, 8, 2, 0, 0, 0), IMAGE_UNREADABLE),
                png("width 2^31", header(1L << 31, HEIGHT, 8, 2, 0, 0, 0), IMAGE_UNREADABLE),
                png("width 2^32 - 1", header((1L << 32) - 1, HEIGHT, 8, 2, 0, 0, 0), IMAGE_UNREADABLE),
                png("width 2^31 - 1", header((1L << 31) - 1, HEIGHT, 8, 2, 0, 0, 0), IMAGE_TOO_LARGE),
                png("height 2^31 - 1", header(WIDTH, (1L << 31) - 1, 8, 2, 0, 0, 0), IMAGE_TOO_LARGE),
                png("sides whose product is 2^32", header(1 << 16, 1 << 16, 8, 2, 0, 0, 0), IMAGE_TOO_LARGE),
                png("sides whose product is 2^62", header(1L << 30, 1L << 30, 8, 2, 0, 0, 0), IMAGE_TOO_LARGE),
                png("a side of 65,501", header(65_501, 1, 8, 2, 0, 0, 0), IMAGE_TOO_LARGE),
                png("100,010,000 pixels", header(10_000, 10_001, 1, 0, 0, 0, 0), IMAGE_TOO_LARGE),
                png("more rows than there are", header(WIDTH, 10 * HEIGHT, 8, 2, 0, 0, 0), IMAGE_UNREADABLE));
    }

    private static Stream<HostileCase> palettes() {
        return Stream.of(
                png("no palette", PngFile.of(WIDTH, HEIGHT, 8, PngFile.PALETTE), IMAGE_UNREADABLE));
    }

    private static PngFile data(byte[] zlib) {
        return good().replace("IDAT", zlib);
    }

    private static byte[] rows() {
        return PngFile.rows(WIDTH, HEIGHT, 8, PngFile.RGB);
    }

    private static byte[] filtered(int filter) {
        var rows = rows();
        rows[0] = (byte) filter;
        return PngFile.zlib(rows);
    }

    private static Stream<HostileCase> data() {
        var zlib = PngFile.zlib(rows());
        return Stream.of(
                png("no pixels", good().without("IDAT"), IMAGE_UNREADABLE),
                png("pixels of no byte", data(new byte[0]), IMAGE_UNREADABLE),
                png("pixels that are no zlib",
                        data("neither zlib nor pixels".getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
                        IMAGE_UNREADABLE),
                png("pixels cut in the middle", data(Arrays.copyOf(zlib, zlib.length / 2)), IMAGE_UNREADABLE),
                png("pixels of zlib's header alone", data(Arrays.copyOf(zlib, 2)), IMAGE_UNREADABLE),
                png("one row too few", data(PngFile.zlib(Arrays.copyOf(rows(), rows().length - 73))),
                        IMAGE_UNREADABLE),
                png("a thousand times the rows that the header says",
                        data(PngFile.zlib(new byte[rows().length * 1000]))),
                png("filter 5", data(filtered(5)), IMAGE_UNREADABLE),
                png("filter 255", data(filtered(255)), IMAGE_UNREADABLE));
    }

    private static Stream<HostileCase> chunks() {
        var many = good();
        for (int i = 0; i < 10_000; i++) {
            many.before("IDAT", "teXt", new byte[0]);
        }
        return Stream.of(
                png("signature alone", PngFile.empty(), IMAGE_UNREADABLE),
                png("a chunk of 2^31 - 1 bytes", good().raw("IDAT", chunk(Integer.MAX_VALUE, "IDAT")),
                        IMAGE_UNREADABLE),
                png("a chunk of -1 bytes", good().raw("IDAT", chunk(-1, "IDAT")), IMAGE_UNREADABLE),
                png("10,000 empty chunks", many),
                png("rubbish behind the end", good().followedBy(TiffFile.gradient(50_000))),
                png("another picture behind the end", good().followedBy(good().bytes())),
                png("animated", good().before("IDAT", "acTL", new byte[] {0, 0, 0, 1, 0, 0, 0, 0})),
                png("animated, of 2^31 frames", good().before("IDAT", "acTL", new byte[] {-128, 0, 0, 0, 0, 0, 0, 0})));
    }

    private static byte[] chunk(int claimed, String type) {
        return BinaryFile.bigEndian().u32(claimed).text(type).zeros(20).bytes();
    }

    private static PngFile beside(String type, byte[] data) {
        return good().before("IDAT", type, data);
    }

    private static Stream<HostileCase> ancillary() {
        byte[] bomb = BinaryFile.bigEndian().text("x\0\0").add(PngFile.zlib(new byte[1 << 22])).bytes();
        return Stream.of(
                png("a text of 4 MiB, deflated", beside("zTXt", bomb)),
                png("a colour profile of 4 MiB, deflated", beside("iCCP", bomb)),
                png("an international text of 4 MiB", beside("iTXt", bomb)),
                png("a colour profile that is none", beside("iCCP", new byte[3])),
                png("gamma 0", beside("gAMA", new byte[4])),
                png("gamma of three bytes", beside("gAMA", new byte[3])),
                png("chromaticities of 0", beside("cHRM", new byte[32])),
                png("a resolution of 2^32 - 1", beside("pHYs", new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, 7})),
                png("a month of 13", beside("tIME", new byte[] {0, 0, 13, 32, 25, 61, 61})),
                png("a histogram without a palette", beside("hIST", new byte[2])),
                png("transparency of 300 bytes", beside("tRNS", new byte[300])),
                png("checksum of a text wrong", beside("tEXt", new byte[9]).damaged("tEXt")),
                png("EXIF of no byte", beside("eXIf", new byte[0])),
                png("EXIF whose directory is beyond the file", beside("eXIf",
                        new byte[] {'M', 'M', 0, 42, 127, -1, -1, -1})),
                png("EXIF whose directory is itself", beside("eXIf", new byte[] {'M', 'M', 0, 42, 0, 0, 0, 0})));
    }

    private static Stream<HostileCase> cuts() {
        byte[] whole = good().bytes();
        return Stream.of(0, 1, 7, 8, 11, 16, 20, 28, 33, 40, 48).map(length -> HostileCase.picture(
                "cut after " + length + " bytes", "m.png", Arrays.copyOf(whole, length), IMAGE_UNREADABLE));
    }
}
