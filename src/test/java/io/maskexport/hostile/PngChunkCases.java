package io.maskexport.hostile;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.maskexport.defect.DefectCode;

import static io.maskexport.defect.DefectCode.IMAGE_UNREADABLE;
import static io.maskexport.hostile.GoodItems.HEIGHT;
import static io.maskexport.hostile.GoodItems.WIDTH;

/** PNGs whose chunks break a rule that libpng knows: it ignores some and refuses others. */
final class PngChunkCases {
    private static final byte[] TEXT = {'a', 0, 'b'};

    private PngChunkCases() {}

    static Stream<HostileCase> all() {
        return HostileCase.all(headers(), palettes(), lengthsOfPalettes(), data(), ends(), unknown(), checksums(),
                animations());
    }

    private static HostileCase png(String name, PngFile file, DefectCode... codes) {
        return HostileCase.picture(name, "m.png", file.bytes(), codes);
    }

    private static PngFile good() {
        return PngFile.rgb(WIDTH, HEIGHT);
    }

    private static PngFile indexed() {
        return PngFile.of(WIDTH, HEIGHT, 8, PngFile.PALETTE).before("IDAT", "PLTE", colours(768));
    }

    private static byte[] colours(int bytes) {
        return TiffFile.gradient(bytes);
    }

    private static byte[] header() {
        return PngFile.header(WIDTH, HEIGHT, 8, PngFile.RGB, 0, 0, 0);
    }

    private static byte[] zlib() {
        return PngFile.zlib(PngFile.rows(WIDTH, HEIGHT, 8, PngFile.RGB));
    }

    private static Stream<HostileCase> headers() {
        return Stream.of(
                png("IHDR of 14 bytes", good().replace("IHDR", Arrays.copyOf(header(), 14)), IMAGE_UNREADABLE),
                png("IHDR of 26 bytes", good().replace("IHDR", Arrays.copyOf(header(), 26)), IMAGE_UNREADABLE),
                png("IHDR twice", good().before("IDAT", "IHDR", header()), IMAGE_UNREADABLE),
                png("IHDR again behind the pixels", good().before("IEND", "IHDR", header()), IMAGE_UNREADABLE),
                png("a text before IHDR", good().before("IHDR", "tEXt", TEXT), IMAGE_UNREADABLE));
    }

    private static Stream<HostileCase> palettes() {
        var grey = PngFile.of(WIDTH, HEIGHT, 8, PngFile.GREY);
        return Stream.of(
                png("PLTE twice", indexed().before("IDAT", "PLTE", colours(768)), IMAGE_UNREADABLE),
                png("PLTE twice beside RGB", good().before("IDAT", "PLTE", colours(6)).before("IDAT", "PLTE",
                        colours(6)), IMAGE_UNREADABLE),
                png("PLTE behind the pixels", PngFile.of(WIDTH, HEIGHT, 8, PngFile.PALETTE).before("IEND", "PLTE",
                        colours(768)), IMAGE_UNREADABLE),
                png("PLTE before and behind the pixels", indexed().before("IEND", "PLTE", colours(768)),
                        IMAGE_UNREADABLE),
                png("PLTE behind the pixels of RGB", good().before("IEND", "PLTE", colours(768))),
                png("checksum of PLTE wrong", indexed().damaged("PLTE"), IMAGE_UNREADABLE),
                png("PLTE of no byte beside RGB", good().before("IDAT", "PLTE", new byte[0]), IMAGE_UNREADABLE),
                png("PLTE of 4 bytes beside RGB", good().before("IDAT", "PLTE", colours(4))),
                png("PLTE of no byte beside grey", grey.before("IDAT", "PLTE", new byte[0])),
                png("tRNS of 300 bytes beside a palette", indexed().before("IDAT", "tRNS", new byte[300])),
                png("tRNS before PLTE", indexed().before("PLTE", "tRNS", new byte[9])));
    }

    private static Stream<HostileCase> lengthsOfPalettes() {
        var refused = IntStream.of(0, 1, 2, 4, 767, 769, 771, 3000);
        var read = IntStream.of(3, 6, 765);
        return Stream.concat(
                refused.mapToObj(length -> png("PLTE of " + length + " bytes",
                        indexed().replace("PLTE", colours(length)), IMAGE_UNREADABLE)),
                read.mapToObj(length -> png("PLTE of " + length + " bytes", indexed().replace("PLTE",
                        colours(length)))));
    }

    private static PngFile inTwo(int first, String between, byte[] data) {
        var zlib = zlib();
        return good().replace("IDAT", Arrays.copyOf(zlib, first)).before("IEND", between, data).before("IEND", "IDAT",
                Arrays.copyOfRange(zlib, first, zlib.length));
    }

    private static Stream<HostileCase> data() {
        var zlib = zlib();
        return Stream.of(
                png("pixels in two chunks and one of no byte", inTwo(40, "IDAT", new byte[0])),
                png("a text between the pixels", inTwo(40, "tEXt", TEXT), IMAGE_UNREADABLE),
                png("another chunk of pixels behind all", good().before("IEND", "IDAT", new byte[9])),
                png("a chunk of pixels behind a text", good().before("IEND", "tEXt", TEXT).before("IEND", "IDAT",
                        new byte[9])),
                png("rubbish behind the pixels' zlib", good().replace("IDAT", Arrays.copyOf(zlib, zlib.length + 99))),
                png("pixels without their Adler-32", good().replace("IDAT", Arrays.copyOf(zlib, zlib.length - 4)),
                        IMAGE_UNREADABLE),
                png("pixels with half of their Adler-32", good().replace("IDAT",
                        Arrays.copyOf(zlib, zlib.length - 2)), IMAGE_UNREADABLE),
                png("checksum of the pixels wrong", good().damaged("IDAT"), IMAGE_UNREADABLE),
                png("checksum of more pixels wrong", good().before("IEND", "tEXt", TEXT).before("IEND", "IDAT",
                        new byte[9]).damagedLast("IDAT"), IMAGE_UNREADABLE),
                png("a zlib header with a wrong check", good().replace("IDAT", changed(zlib, 1, 1)), IMAGE_UNREADABLE),
                png("a zlib of method 9", good().replace("IDAT", changed(zlib, 0, 1)), IMAGE_UNREADABLE));
    }

    private static byte[] changed(byte[] bytes, int at, int bits) {
        var copy = bytes.clone();
        copy[at] ^= (byte) bits;
        return copy;
    }

    private static Stream<HostileCase> ends() {
        var whole = good().bytes();
        return Stream.of(
                png("no IEND", good().without("IEND"), IMAGE_UNREADABLE),
                png("IEND before the pixels", good().before("IDAT", "IEND", new byte[0]), IMAGE_UNREADABLE),
                png("IEND of 4 bytes", good().replace("IEND", new byte[4])),
                png("checksum of IEND wrong", good().damaged("IEND"), IMAGE_UNREADABLE),
                HostileCase.picture("two bytes of IEND missing", "m.png", Arrays.copyOf(whole, whole.length - 2),
                        IMAGE_UNREADABLE),
                png("a text behind the pixels that goes beyond the file", good().before("IEND", "tEXt", TEXT)
                        .raw("tEXt", BinaryFile.bigEndian().u32(Integer.MAX_VALUE).text("tEXta").bytes()),
                        IMAGE_UNREADABLE));
    }

    private static Stream<HostileCase> unknown() {
        var refused = Stream.of("ABCD", "ABcd", "PLTX", "CgBI", "FRAM", "ab1d", "ab d", "\0\0\0\0", "a\u00ffcd");
        var read = Stream.of("abCD", "abcd", "iDOT", "aBCD");
        return Stream.concat(
                refused.flatMap(type -> Stream.of(
                        png("unknown chunk " + name(type), good().before("IDAT", type, TEXT), IMAGE_UNREADABLE),
                        png("unknown chunk behind the pixels " + name(type), good().before("IEND", type, TEXT),
                                IMAGE_UNREADABLE))),
                read.map(type -> png("unknown chunk that may be passed over " + name(type), good().before("IDAT", type,
                        TEXT).before("IEND", type, TEXT))));
    }

    private static String name(String type) {
        return type.chars().mapToObj(letter -> letter >= ' ' && letter < 127
                ? Character.toString(letter)
                : "%%%02x".formatted(letter)).reduce("", String::concat);
    }

    private static Stream<HostileCase> checksums() {
        return Stream.of("tEXt", "gAMA", "tRNS", "eXIf", "abCd").map(type -> png("checksum wrong of " + type,
                good().before("IDAT", type, turned()).damaged(type)));
    }

    /** EXIF that rotates the picture. */
    private static byte[] turned() {
        return BinaryFile.bigEndian().text("MM").u16(42).u32(8).u16(1, 274, 3).u32(1).u16(6, 0).u32(0).bytes();
    }

    private static Stream<HostileCase> animations() {
        var control = new byte[] {0, 0, 0, 2, 0, 0, 0, 0};
        var frame = BinaryFile.bigEndian().u32(0, WIDTH, HEIGHT, 0, 0).u16(1, 1).u8(0, 0).bytes();
        return Stream.of(
                png("an animation whose second picture is missing", good().before("IDAT", "acTL", control)
                        .before("IDAT", "fcTL", frame).without("IEND"), IMAGE_UNREADABLE),
                png("an animation that ends within its second picture", good().before("IDAT", "acTL", control)
                        .before("IDAT", "fcTL", frame).before("IEND", "fcTL", frame).without("IEND")),
                png("an animation of 16 bits per sample", PngFile.of(WIDTH, HEIGHT, 16, PngFile.RGB).before("IDAT",
                        "acTL", control).before("IDAT", "fcTL", frame), IMAGE_UNREADABLE),
                png("an animation that EXIF turns", good().before("IDAT", "acTL", control).before("IDAT", "fcTL", frame)
                        .before("IDAT", "eXIf", turned())));
    }
}
