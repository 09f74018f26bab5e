package io.maskexport.hostile;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.Limit;

import static io.maskexport.defect.DefectCode.FILES_IN_SUBFOLDER;
import static io.maskexport.defect.DefectCode.MISSING_ANNOTATION;
import static io.maskexport.defect.DefectCode.MISSING_IMAGE;
import static io.maskexport.defect.DefectCode.NAME_CHANGED;
import static io.maskexport.defect.DefectCode.UNKNOWN_FILES;
import static io.maskexport.defect.DefectCode.UNSUPPORTED_EXTENSION;
import static io.maskexport.defect.DefectCode.UNUSABLE_PATH;

/** Files in places where a project has none. */
final class PathCases {
    private static final byte[] ANNOTATION = GoodItems.bytes(GoodItems.annotation());
    private static final Made ALL = Made.all(1);

    private PathCases() {}

    static Stream<HostileCase> all() {
        return HostileCase.all(folders(), subfolders(), segments(), depths(), extensions(), names(), litter());
    }

    private static HostileCase item(String name, String image, String annotation, Made made, DefectCode... codes) {
        return HostileCase.project(name, Map.of(image, GoodItems.picture(), annotation, ANNOTATION), made, codes);
    }

    private static HostileCase files(String name, Made made, DefectCode code, String... paths) {
        return HostileCase.project(name, content(paths), made, code);
    }

    private static HostileCase passedOver(String name, String... paths) {
        return HostileCase.project(name, content(paths), Made.NOTHING);
    }

    private static Map<String, byte[]> content(String... paths) {
        var files = new TreeMap<String, byte[]>();
        for (var path : paths) {
            files.put(path, path.endsWith(".json") ? ANNOTATION : GoodItems.picture());
        }
        return files;
    }

    private static Stream<HostileCase> folders() {
        return Stream.of(
                item("folders in capitals", "e/IMG/m.png", "e/ANN/m.png.json", Made.NOTHING, UNKNOWN_FILES),
                item("a file called img", "e/img", "e/ann/m.png.json", ALL.withoutHuman(), MISSING_IMAGE,
                        UNKNOWN_FILES),
                item("a file called ann", "e/img/m.png", "e/ann", Made.NOTHING, MISSING_ANNOTATION, UNKNOWN_FILES),
                item("a project that is a dataset, too", "img/m.png", "ann/m.png.json", Made.NOTHING, UNKNOWN_FILES),
                item("a folder datasets at the top", "datasets/e/img/m.png", "datasets/e/ann/m.png.json", ALL),
                item("a dataset img below a dataset", "ds/datasets/img/img/m.png", "ds/datasets/img/ann/m.png.json",
                        ALL),
                item("a dataset that begins with a dot", ".e/img/m.png", ".e/ann/m.png.json", ALL),
                files("a video", Made.NOTHING, UNKNOWN_FILES, "e/video/m.mp4"),
                files("a point cloud", Made.NOTHING, UNKNOWN_FILES, "e/pointcloud/m.pcd"),
                files("figures beside the images", Made.NOTHING, UNKNOWN_FILES, "ds/figures/m.png"),
                files("meta.json of a dataset", Made.NOTHING, UNKNOWN_FILES, "ds/meta.json"),
                files("a dataset of neither images nor annotations", Made.NOTHING, UNKNOWN_FILES, "e/readme.md"));
    }

    private static Stream<HostileCase> subfolders() {
        return Stream.of(
                item("an image in a folder of images", "ds/img/sub/m.png", "ds/ann/m.png.json", Made.NOTHING,
                        MISSING_IMAGE, FILES_IN_SUBFOLDER),
                item("an annotation in a folder of annotations", "ds/img/m.png", "ds/ann/sub/m.png.json", Made.NOTHING,
                        MISSING_ANNOTATION, FILES_IN_SUBFOLDER),
                item("an item in subfolders", "ds/img/sub/m.png", "ds/ann/sub/m.png.json", Made.NOTHING,
                        FILES_IN_SUBFOLDER),
                item("a dataset in a folder of images", "ds/img/e/img/m.png", "ds/img/e/ann/m.png.json", Made.NOTHING,
                        FILES_IN_SUBFOLDER),
                item("images and annotations in a folder of images", "ds/img/img/m.png", "ds/img/ann/m.png.json",
                        Made.NOTHING, FILES_IN_SUBFOLDER));
    }

    private static Stream<HostileCase> segments() {
        return Stream.of(
                item("a path through the folder above", "ds/img/../m.png", "ds/ann/m.png.json", Made.NOTHING,
                        MISSING_IMAGE, UNUSABLE_PATH),
                item("a path through its own folder", "ds/./img/m.png", "ds/./ann/m.png.json", Made.NOTHING,
                        UNUSABLE_PATH),
                item("a path with an empty folder", "ds//img/m.png", "ds//ann/m.png.json", Made.NOTHING,
                        UNUSABLE_PATH));
    }

    private static HostileCase deep(String name, int folders, Made made, DefectCode... codes) {
        var above = "d/".repeat(folders);
        return item(name, above + "img/m.png", above + "ann/m.png.json", made, codes);
    }

    private static Stream<HostileCase> depths() {
        return Stream.of(
                deep("a dataset 32 folders deep", 32, ALL),
                deep("a dataset 33 folders deep", 33, Made.NOTHING, UNUSABLE_PATH),
                deep("a dataset 200 folders deep", 200, Made.NOTHING, UNUSABLE_PATH),
                deep("a dataset as deep as the limit", 3, ALL).under(Limit.FOLDER_DEPTH, 3),
                deep("a dataset deeper than the limit", 3, Made.NOTHING, UNUSABLE_PATH).under(Limit.FOLDER_DEPTH, 2));
    }

    private static HostileCase named(String file, Made made, DefectCode... codes) {
        return item("an image called " + file, "ds/img/" + file, "ds/ann/" + file + ".json", made, codes);
    }

    private static Stream<HostileCase> extensions() {
        return Stream.concat(
                Stream.of("m", "m.gif", "m.jp2", "m.heic", "m.avif", "m.svg", "m.pdf", "m.txt", "m.json", "m.png.zip")
                        .map(file -> named(file, ALL.withoutHuman(), UNSUPPORTED_EXTENSION)),
                Stream.of("m.PNG", "m.Tif", "m.mpo", "m.jfif", "m.bmp", "m.png.png", " m .png")
                        .map(file -> named(file, ALL)));
    }

    private static Stream<HostileCase> names() {
        return Stream.of(
                item("an annotation in Unicode's composed form", "ds/img/a\u0308m.png", "ds/ann/\u00e4m.png.json", ALL,
                        NAME_CHANGED),
                item("an annotation in Unicode's decomposed form", "ds/img/\u00e4m.png", "ds/ann/a\u0308m.png.json",
                        ALL),
                item("an annotation whose name differs in case", "ds/img/M.png", "ds/ann/m.png.json", Made.NOTHING,
                        MISSING_ANNOTATION, MISSING_IMAGE, NAME_CHANGED),
                item("a name of 250 characters", "ds/img/" + "m".repeat(250) + ".png",
                        "ds/ann/" + "m".repeat(250) + ".png.json", ALL, NAME_CHANGED),
                item("a dataset with a name of 300 characters", "e".repeat(300) + "/img/m.png",
                        "e".repeat(300) + "/ann/m.png.json", ALL, NAME_CHANGED));
    }

    private static Stream<HostileCase> litter() {
        var many = IntStream.range(0, 2_000).mapToObj("ds/seg/%d.png"::formatted).toArray(String[]::new);
        return Stream.of(
                passedOver("litter of macOS", ".DS_Store", "ds/.DS_Store", "ds/img/.DS_Store", "ds/ann/.DS_Store",
                        "ds/img/._a.png", "__MACOSX/ds/img/._a.png"),
                passedOver("litter of Windows", "ds/img/Thumbs.db", "ds/img/desktop.ini"),
                passedOver("masks of an export before, of instances", "ds/masks_instances/m/good_1.png"),
                passedOver("2,000 files of a folder that is known", many),
                passedOver("metadata of images", "ds/meta/m.png.json"));
    }
}
