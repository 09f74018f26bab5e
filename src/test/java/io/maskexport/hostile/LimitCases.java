package io.maskexport.hostile;

import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.Limit;

import static io.maskexport.defect.DefectCode.ANNOTATION_TOO_LARGE;
import static io.maskexport.defect.DefectCode.FIGURE_TOO_COMPLEX;
import static io.maskexport.defect.DefectCode.IMAGE_TOO_LARGE;
import static io.maskexport.defect.DefectCode.TOO_MANY_INSTANCES;
import static io.maskexport.defect.DefectCode.TOO_MUCH_PAINT;

/** Input at a limit and just beyond it; the good items are far below each limit. */
final class LimitCases {
    private LimitCases() {}

    static Stream<HostileCase> all() {
        return HostileCase.all(pictures(), annotations(), labels(), items(), bitmaps());
    }

    private static Stream<HostileCase> pictures() {
        var picture = HostileCase.picture("a picture of 10,000 pixels", "m.png", PngFile.rgb(100, 100).bytes(),
                GoodItems.sized(100, 100));
        return Stream.of(
                picture.under(Limit.IMAGE_PIXELS, 10_000),
                picture("a picture of 10,100 pixels", 100, 101).under(Limit.IMAGE_PIXELS, 10_000),
                picture("a picture of 501 pixels a side", 501, 2).under(Limit.IMAGE_SIDE, 500),
                picture("a picture of 500 rows and one", 2, 501).under(Limit.IMAGE_SIDE, 500));
    }

    private static HostileCase picture(String name, int width, int height) {
        return HostileCase.picture(name, "m.png", PngFile.rgb(width, height).bytes(), GoodItems.annotation(),
                IMAGE_TOO_LARGE);
    }

    private static HostileCase points(String name, int count, DefectCode... codes) {
        return HostileCase.label(name, GoodItems.label("poly", "\"points\": {\"exterior\": " + IntStream.range(0, count)
                .mapToObj(i -> "[%d, %d]".formatted(i % 23, i * 7 % 15)).collect(Collectors.joining(",", "[", "]"))
                + ", \"interior\": []}"), codes);
    }

    private static Stream<HostileCase> annotations() {
        int labels = 51;
        var boxes = IntStream.range(0, labels - 1).mapToObj(i -> GoodItems.label("box",
                "\"points\": {\"exterior\": [[1, 1], [%d, 9]], \"interior\": []}".formatted(2 + i % 20)))
                .toArray(String[]::new);
        return Stream.of(
                HostileCase.annotation("51 labels", GoodItems.bytes(GoodItems.annotation(boxes)), labels)
                        .under(Limit.INSTANCES, labels),
                HostileCase.annotation("52nd instance mask", GoodItems.bytes(GoodItems.annotation(boxes)), labels,
                        TOO_MANY_INSTANCES).under(Limit.INSTANCES, labels - 1),
                HostileCase.annotation("an annotation of 6 KB", GoodItems.bytes(GoodItems.annotation(boxes)), 0,
                        ANNOTATION_TOO_LARGE).under(Limit.ANNOTATION_BYTES, 3_000),
                HostileCase.annotation("an annotation of 1,000 tokens", GoodItems.bytes(GoodItems.annotation(boxes)), 0,
                        ANNOTATION_TOO_LARGE).under(Limit.JSON_TOKENS, 1_000),
                HostileCase.annotation("more points than an item may have",
                        GoodItems.bytes(GoodItems.annotation(boxes)), 0, ANNOTATION_TOO_LARGE)
                        .under(Limit.IMAGE_POINTS, 100));
    }

    private static Stream<HostileCase> labels() {
        return Stream.of(
                points("a polygon of 500 points", 500).under(Limit.FIGURE_POINTS, 500),
                points("a polygon of 501 points", 501, FIGURE_TOO_COMPLEX).under(Limit.FIGURE_POINTS, 500),
                points("a polygon whose edges pass many rows", 500, FIGURE_TOO_COMPLEX).under(Limit.FIGURE_SCAN, 300));
    }

    private static String[] boxes(int count) {
        return IntStream.range(0, count).mapToObj(i -> GoodItems.label("box",
                "\"points\": {\"exterior\": [[1, 1], [%d, 9]], \"interior\": []}".formatted(2 + i % 20)))
                .toArray(String[]::new);
    }

    /** An item of 50 boxes and a good label. */
    private static HostileCase boxes(String name, int labels, Limit limit, long value, DefectCode... codes) {
        return HostileCase.annotation(name, GoodItems.bytes(GoodItems.annotation(boxes(50))), labels, codes)
                .under(limit, value);
    }

    private static Stream<HostileCase> items() {
        int labels = 51;
        return Stream.of(
                boxes("51 labels where 51 are allowed", labels, Limit.IMAGE_LABELS, labels),
                boxes("51 labels where 50 are allowed", 0, Limit.IMAGE_LABELS, labels - 1, ANNOTATION_TOO_LARGE),
                boxes("102 points where 102 are allowed", labels, Limit.IMAGE_POINTS, 102),
                boxes("102 points where 101 are allowed", 0, Limit.IMAGE_POINTS, 101, ANNOTATION_TOO_LARGE),
                boxes("4,805 pixels where as many are allowed", labels, Limit.IMAGE_PAINT, 4_805),
                boxes("4,805 pixels where one less is allowed", 0, Limit.IMAGE_PAINT, 4_804, TOO_MUCH_PAINT),
                boxes("51 instance masks where two are allowed", labels, Limit.INSTANCES, 2, TOO_MANY_INSTANCES),
                boxes("instance masks of more than 1,000 bytes", labels, Limit.INSTANCE_BYTES, 1_000,
                        TOO_MANY_INSTANCES),
                boxes("an annotation of more bytes than an annotation may have", 0, Limit.ANNOTATION_BYTES, 4_000,
                        ANNOTATION_TOO_LARGE),
                boxes("an annotation of more than 500 tokens", 0, Limit.JSON_TOKENS, 500, ANNOTATION_TOO_LARGE));
    }

    private static Stream<HostileCase> bitmaps() {
        var png = PngFile.of(8, 8, 8, PngFile.GREY_ALPHA).bytes();
        return Stream.of(
                bitmap("a bitmap of as many bytes as allowed", png).under(Limit.BITMAP_BYTES, png.length),
                bitmap("a bitmap of one byte more than allowed", png, DefectCode.BITMAP_TOO_LARGE)
                        .under(Limit.BITMAP_BYTES, png.length - 1),
                bitmap("a bitmap of more text than allowed", png, DefectCode.BITMAP_TOO_LARGE)
                        .under(Limit.BITMAP_TEXT, 100));
    }

    private static HostileCase bitmap(String name, byte[] png, DefectCode... codes) {
        var text = Base64.getEncoder().encodeToString(PngFile.zlib(png));
        return HostileCase.label(name, GoodItems.label("mask",
                "\"bitmap\": {\"origin\": [2, 3], \"data\": \"" + text + "\"}"), codes);
    }

    private static HostileCase export(String name, Limit limit, long value, DefectCode code) {
        return HostileCase.annotation(name, GoodItems.bytes(GoodItems.annotation()), 0, code).under(limit, value);
    }

    /** Limits of an export as a whole, which end it. */
    static Stream<HostileCase> exports() {
        return Stream.of(
                export("more files than an archive may have", Limit.EXPORT_MEMBERS, 10, DefectCode.OUTPUT_LIMIT),
                export("more bytes than an archive may have", Limit.EXPORT_BYTES, 10_000, DefectCode.OUTPUT_LIMIT),
                export("a longer meta.json than allowed", Limit.META_BYTES, 1_000, DefectCode.BROKEN_META),
                export("more templates than allowed", Limit.TEMPLATE_PARTS, 2, DefectCode.BROKEN_META),
                export("a longer title than allowed", Limit.NAME_LENGTH, 3, DefectCode.BROKEN_META),
                export("a deeper meta.json than allowed", Limit.JSON_DEPTH, 2, DefectCode.BROKEN_META));
    }
}
