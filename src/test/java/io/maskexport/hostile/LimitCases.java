package io.maskexport.hostile;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.Limit;

import static io.maskexport.defect.DefectCode.ANNOTATION_TOO_LARGE;
import static io.maskexport.defect.DefectCode.FIGURE_TOO_COMPLEX;
import static io.maskexport.defect.DefectCode.IMAGE_TOO_LARGE;
import static io.maskexport.defect.DefectCode.TOO_MANY_INSTANCES;

/** Input at a limit and just beyond it; the good items are far below each limit. */
final class LimitCases {
    private LimitCases() {}

    static Stream<HostileCase> all() {
        return HostileCase.all(pictures(), annotations(), labels());
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
}
