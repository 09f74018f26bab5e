package io.maskexport.hostile;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.maskexport.defect.DefectCode;

import static io.maskexport.defect.DefectCode.MISSING_ANNOTATION;
import static io.maskexport.defect.DefectCode.MISSING_IMAGE;

/** Folders and files that a project should not have, or not in that place. */
final class LayoutCases {
    private static final byte[] ANNOTATION = GoodItems.bytes(GoodItems.annotation());

    private LayoutCases() {}

    static Stream<HostileCase> all() {
        return HostileCase.all(items(), datasets());
    }

    private static HostileCase files(String name, Map<String, byte[]> files, Made made, DefectCode... codes) {
        return HostileCase.project(name, files, made, codes);
    }

    private static Map<String, byte[]> image(String path) {
        return new TreeMap<>(Map.of(path, GoodItems.picture()));
    }

    private static Map<String, byte[]> annotation(String path) {
        return new TreeMap<>(Map.of(path, ANNOTATION));
    }

    private static Map<String, byte[]> both(String image, String annotation) {
        return new TreeMap<>(Map.of(image, GoodItems.picture(), annotation, ANNOTATION));
    }

    private static Stream<HostileCase> items() {
        return Stream.of(
                files("an image without annotation", image("ds/img/m.png"), Made.NOTHING, MISSING_ANNOTATION),
                files("an annotation without image", annotation("ds/ann/m.png.json"), Made.NOTHING, MISSING_IMAGE),
                files("an annotation named as in old projects", both("ds/img/m.png", "ds/ann/m.json"), Made.all(1)),
                files("an annotation whose extension is in capitals", both("ds/img/m.png", "ds/ann/m.png.JSON"),
                        Made.NOTHING, MISSING_ANNOTATION, DefectCode.UNKNOWN_FILES),
                files("an image of no byte", new TreeMap<>(Map.of("ds/img/m.png", new byte[0], "ds/ann/m.png.json",
                        ANNOTATION)), Made.all(1).withoutHuman(), DefectCode.IMAGE_UNREADABLE),
                files("an annotation of no byte", new TreeMap<>(Map.of("ds/img/m.png", GoodItems.picture(),
                        "ds/ann/m.png.json", new byte[0])), Made.NOTHING, DefectCode.BROKEN_ANNOTATION));
    }

    private static Stream<HostileCase> datasets() {
        return Stream.of(
                files("a dataset of images alone", image("e/img/m.png"), Made.NOTHING, MISSING_ANNOTATION),
                files("a dataset of annotations alone", annotation("e/ann/m.png.json"), Made.all(1).withoutHuman(),
                        MISSING_IMAGE),
                files("a dataset below a dataset", both("ds/datasets/e/img/m.png", "ds/datasets/e/ann/m.png.json"),
                        Made.all(1)),
                files("a dataset below a folder", both("x/y/z/img/m.png", "x/y/z/ann/m.png.json"), Made.all(1)),
                files("masks of an export before", image("ds/masks_machine/a.png.old"), Made.NOTHING),
                files("a dataset called img", both("img/img/m.png", "img/ann/m.png.json"), Made.all(1)),
                files("a dataset called ann", both("ann/img/m.png", "ann/ann/m.png.json"), Made.all(1)),
                files("a dataset 20 folders deep",
                        both("d/".repeat(20) + "img/m.png", "d/".repeat(20) + "ann/m.png.json"),
                        Made.all(1)));
    }
}
