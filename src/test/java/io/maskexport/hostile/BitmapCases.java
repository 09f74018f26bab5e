package io.maskexport.hostile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.maskexport.defect.DefectCode;

import static io.maskexport.defect.DefectCode.BITMAP_TOO_LARGE;
import static io.maskexport.defect.DefectCode.BROKEN_BITMAP;
import static io.maskexport.defect.DefectCode.BROKEN_GEOMETRY;
import static io.maskexport.defect.DefectCode.EMPTY_BITMAP;
import static io.maskexport.defect.DefectCode.OUTSIDE_CANVAS;
import static io.maskexport.hostile.PngFile.zlib;

/** Bitmaps and alpha masks, from their base64 to their pixels. */
final class BitmapCases {
    private BitmapCases() {}

    static Stream<HostileCase> all() {
        return HostileCase.all(Stream.of("mask", "alpha").flatMap(BitmapCases::texts),
                Stream.of("mask", "alpha").flatMap(BitmapCases::streams),
                Stream.of("mask", "alpha").flatMap(BitmapCases::headers), kinds(), places(), sizes(), bombs());
    }

    private static HostileCase label(String title, String name, String bitmap, DefectCode... codes) {
        return HostileCase.label(title + ": " + name, GoodItems.label(title, "\"bitmap\": " + bitmap), codes);
    }

    private static String at(String origin, String data) {
        return "{\"origin\": %s, \"data\": %s}".formatted(origin, data);
    }

    private static String base64(byte[] content) {
        return at("[1, 1]", "\"" + Base64.getEncoder().encodeToString(content) + "\"");
    }

    private static HostileCase png(String title, String name, PngFile png, DefectCode... codes) {
        return label(title, name, base64(zlib(png.bytes())), codes);
    }

    private static PngFile grey(int width, int height) {
        return PngFile.of(width, height, 8, PngFile.GREY);
    }

    private static Stream<HostileCase> texts(String title) {
        return Stream.of(
                label(title, "no bitmap", "null", BROKEN_GEOMETRY),
                label(title, "a text for a bitmap", "\"eJz\"", BROKEN_GEOMETRY),
                label(title, "no data", "{\"origin\": [1, 1]}", BROKEN_GEOMETRY),
                label(title, "no origin", "{\"data\": \"eJz\"}", BROKEN_GEOMETRY),
                label(title, "data are null", at("[1, 1]", "null"), BROKEN_GEOMETRY),
                label(title, "data are a list", at("[1, 1]", "[1, 2]"), BROKEN_GEOMETRY),
                label(title, "an origin of one number", at("[1]", "\"eJz\""), BROKEN_GEOMETRY),
                label(title, "an origin of texts", at("[\"1\", \"1\"]", "\"eJz\""), BROKEN_GEOMETRY),
                label(title, "data of no character", at("[1, 1]", "\"\""), BROKEN_BITMAP),
                label(title, "data of one character", at("[1, 1]", "\"A\""), BROKEN_BITMAP),
                label(title, "data that are no base64", at("[1, 1]", "\"%%%%%%%%\""), BROKEN_BITMAP),
                label(title, "data beyond Latin letters", at("[1, 1]", "\"\\u4e00\\ud83d\\ude00\""), BROKEN_BITMAP),
                label(title, "padding in the middle", at("[1, 1]", "\"eJ==zz==\""), BROKEN_BITMAP),
                label(title, "base64 with line breaks", base64(zlib(grey(5, 5).bytes())).replaceAll(
                        "([A-Za-z0-9+/]{40})", "$1\\\\n")));
    }

    private static Stream<HostileCase> streams(String title) {
        byte[] whole = zlib(grey(6, 6).bytes());
        return Stream.of(
                label(title, "a zlib stream of nothing", base64(zlib(new byte[0])), BROKEN_BITMAP),
                label(title, "a zlib stream of no PNG", base64(zlib("no PNG".getBytes(StandardCharsets.US_ASCII))),
                        BROKEN_BITMAP),
                label(title, "a zlib stream cut in the middle", base64(Arrays.copyOf(whole, whole.length / 2)),
                        BROKEN_BITMAP),
                label(title, "a zlib stream without its checksum", base64(Arrays.copyOf(whole, whole.length - 4)),
                        BROKEN_BITMAP),
                label(title, "a zlib stream whose checksum is wrong", base64(wrongEnd(whole)), BROKEN_BITMAP),
                label(title, "a zlib stream that needs a dictionary",
                        base64(new byte[] {0x78, (byte) 0xbb, 0, 0, 0, 1}),
                        BROKEN_BITMAP),
                label(title, "a JPEG", base64(JpegFile.baseline().bytes()), BROKEN_BITMAP),
                label(title, "a JPEG in a zlib stream", base64(zlib(JpegFile.baseline().bytes())), BROKEN_BITMAP),
                label(title, "a PNG cut in its pixels", base64(zlib(Arrays.copyOf(grey(6, 6).bytes(), 50))),
                        BROKEN_BITMAP),
                label(title, "a PNG of its signature", base64(zlib(PngFile.empty().bytes())), BROKEN_BITMAP),
                label(title, "a PNG in two zlib streams", base64(zlib(whole)), BROKEN_BITMAP));
    }

    private static byte[] wrongEnd(byte[] zlib) {
        var wrong = zlib.clone();
        wrong[wrong.length - 1] ^= 1;
        return wrong;
    }

    private static PngFile header(long width, long height, int depth, int colour, int interlace) {
        return grey(6, 6).replace("IHDR", PngFile.header(width, height, depth, colour, 0, 0, interlace));
    }

    private static Stream<HostileCase> headers(String title) {
        return Stream.of(
                png(title, "width 0", header(0, 6, 8, 0, 0), BROKEN_BITMAP),
                png(title, "width 2^31", header(1L << 31, 6, 8, 0, 0), BROKEN_BITMAP),
                png(title, "width 2^31 - 1", header(Integer.MAX_VALUE, 6, 8, 0, 0), BITMAP_TOO_LARGE),
                png(title, "sides whose product is 2^32", header(1 << 16, 1 << 16, 8, 0, 0), BITMAP_TOO_LARGE),
                png(title, "a side of 65,501", header(65_501, 1, 8, 0, 0), BITMAP_TOO_LARGE),
                png(title, "depth 5", header(6, 6, 5, 0, 0), BROKEN_BITMAP),
                png(title, "colour type 1", header(6, 6, 8, 1, 0), BROKEN_BITMAP),
                png(title, "interlace method 7", header(6, 6, 8, 0, 7), BROKEN_BITMAP),
                png(title, "more rows than there are", header(6, 600, 8, 0, 0), BROKEN_BITMAP),
                png(title, "wider rows than there are", header(600, 6, 8, 0, 0), BROKEN_BITMAP),
                png(title, "10,000 x 10,000 interlaced", header(10_000, 10_000, 8, 0, 1), BITMAP_TOO_LARGE),
                png(title, "no pixels", grey(6, 6).without("IDAT"), BROKEN_BITMAP),
                png(title, "checksum of the pixels wrong", grey(6, 6).damaged("IDAT"), BROKEN_BITMAP),
                png(title, "filter 9", grey(6, 6).replace("IDAT", zlib(new byte[] {9, 1, 1, 1, 1, 1, 1})),
                        BROKEN_BITMAP));
    }

    private static Stream<HostileCase> kinds() {
        return Stream.of(
                png("mask", "three channels", PngFile.rgb(6, 6), BROKEN_BITMAP),
                png("mask", "a palette without transparency", PngFile.of(6, 6, 8, PngFile.PALETTE)
                        .before("IDAT", "PLTE", new byte[768]), BROKEN_BITMAP),
                png("mask", "16 bits grey", PngFile.of(6, 6, 16, PngFile.GREY)),
                png("mask", "grey with alpha", PngFile.of(6, 6, 8, PngFile.GREY_ALPHA)),
                png("mask", "RGB with alpha", PngFile.of(6, 6, 8, PngFile.RGBA)),
                png("mask", "one bit", PngFile.of(6, 6, 1, PngFile.GREY)),
                label("mask", "a PNG without zlib", base64(grey(6, 6).bytes())),
                png("mask", "all black", grey(6, 6).replace("IDAT", zlib(new byte[42])), EMPTY_BITMAP),
                png("alpha", "all transparent", grey(6, 6).replace("IDAT", zlib(new byte[42])), EMPTY_BITMAP),
                png("mask", "black with alpha 0", PngFile.of(6, 6, 8, PngFile.RGBA)
                        .replace("IDAT", zlib(new byte[25 * 6])), EMPTY_BITMAP));
    }

    private static HostileCase placed(String name, String origin, DefectCode... codes) {
        return label("mask", name, base64(zlib(grey(6, 6).bytes())).replace("[1, 1]", origin), codes);
    }

    private static Stream<HostileCase> places() {
        return Stream.of(
                placed("outside on the right", "[24, 1]", OUTSIDE_CANVAS),
                placed("outside above", "[1, -6]", OUTSIDE_CANVAS),
                placed("partly outside", "[-3, -3]"),
                placed("at ten million", "[10000000, 10000000]", OUTSIDE_CANVAS),
                placed("at ten million and one", "[10000001, 1]", DefectCode.BAD_COORDINATE),
                placed("at no number", "[NaN, 1]", DefectCode.BAD_COORDINATE));
    }

    /** Incompressible pixels, so that the size of the PNG follows from the sides: across every buffer boundary. */
    private static HostileCase noise(String title, int side, int depth) {
        int stride = 1 + side * depth / 8;
        var rows = new byte[stride * side];
        new Random(side).nextBytes(rows);
        IntStream.range(0, side).forEach(y -> rows[y * stride] = 0);
        rows[1] = -1;
        var png = PngFile.of(side, side, depth, PngFile.GREY).replace("IDAT", zlib(rows));
        return png(title, "noise of " + png.bytes().length + " bytes", png);
    }

    private static Stream<HostileCase> sizes() {
        return Stream.concat(
                IntStream.of(120, 128, 136, 256, 264, 512, 600).mapToObj(side -> noise("mask", side, 8)),
                Stream.of(noise("mask", 512, 1), noise("mask", 1024, 1),
                        noise("alpha", 128, 8), noise("alpha", 512, 8), noise("alpha", 1100, 8)));
    }

    private static Stream<HostileCase> bombs() {
        return Stream.of(
                label("mask", "64 MiB of nothing", base64(zlib(new byte[64 << 20])), BITMAP_TOO_LARGE),
                png("mask", "a chunk beside the pixels of 40 MiB, deflated twice",
                        grey(6, 6).before("IDAT", "teXt", new byte[40 << 20]), BITMAP_TOO_LARGE),
                png("mask", "10,000 x 9,999 black pixels",
                        PngFile.empty().add("IHDR", PngFile.header(10_000, 9_999, 1, 0, 0, 0, 0))
                                .add("IDAT", zlib(new byte[1251 * 9_999])).add("IEND", new byte[0]),
                        EMPTY_BITMAP));
    }
}
