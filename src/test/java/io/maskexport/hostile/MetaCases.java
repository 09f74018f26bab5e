package io.maskexport.hostile;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.maskexport.defect.DefectCode;

import static io.maskexport.defect.DefectCode.BAD_COLOUR;
import static io.maskexport.defect.DefectCode.BLACK_COLOUR;
import static io.maskexport.defect.DefectCode.BROKEN_META;
import static io.maskexport.defect.DefectCode.DUPLICATE_CLASS;
import static io.maskexport.defect.DefectCode.DUPLICATE_COLOUR;
import static io.maskexport.defect.DefectCode.NAME_CHANGED;
import static io.maskexport.defect.DefectCode.TOO_MANY_CLASSES;

/** A broken {@code meta.json}, or one with a harmful class after the good ones. */
final class MetaCases {
    private MetaCases() {}

    static Stream<HostileCase> all() {
        return HostileCase.all(texts(), documents(), classes(), titles(), colours(), shapes(), templates(), tags());
    }

    private static HostileCase meta(String name, byte[] json, DefectCode... codes) {
        return HostileCase.project(name, Map.of("meta.json", json), Made.NOTHING, codes);
    }

    private static HostileCase meta(String name, String json, DefectCode... codes) {
        return meta(name, GoodItems.bytes(json), codes);
    }

    private static HostileCase broken(String name, String json) {
        return meta(name, json, BROKEN_META);
    }

    /** The good classes, followed by one more. */
    private static HostileCase withClass(String name, String more, DefectCode... codes) {
        int end = GoodItems.META.indexOf("],\n \"tags\"");
        return meta(name, GoodItems.META.substring(0, end) + ", " + more + GoodItems.META.substring(end), codes);
    }

    private static Stream<HostileCase> texts() {
        var whole = GoodItems.META;
        return Stream.of(
                broken("no byte", ""), broken("null", "null"), broken("a list", "[]"), broken("a text", "\"meta\""),
                broken("HTML", "<html></html>"), broken("cut in the middle", whole.substring(0, whole.length() / 2)),
                broken("two documents", whole + whole), broken("single quotes", whole.replace('"', '\'')),
                broken("a comma at the end", whole.replace("}]", "},]")),
                broken("classes twice", whole.replace("\"tags\"", "\"classes\": [], \"tags\"")),
                broken("lists in lists, 10,000 deep", "{\"classes\": " + "[".repeat(10_000)),
                meta("a picture", GoodItems.picture(), BROKEN_META), meta("zeros", new byte[100], BROKEN_META),
                meta("UTF-16", whole.getBytes(StandardCharsets.UTF_16)),
                meta("a byte order mark", "\ufeff" + whole),
                meta("a byte that is no UTF-8", "{\"classes\": [{\"title\": \"\u00ff\"}]}"
                        .getBytes(StandardCharsets.ISO_8859_1), BROKEN_META));
    }

    private static Stream<HostileCase> documents() {
        return Stream.of(
                broken("an object of nothing", "{}"), broken("no classes", "{\"tags\": []}"),
                broken("classes are null", "{\"classes\": null}"), broken("classes are an object", "{\"classes\": {}}"),
                broken("classes are a text", "{\"classes\": \"car\"}"),
                broken("a class that is null", "{\"classes\": [null]}"),
                broken("a class that is a text", "{\"classes\": [\"car\"]}"),
                broken("a class without title", "{\"classes\": [{\"shape\": \"polygon\"}]}"),
                broken("a title that is null", "{\"classes\": [{\"title\": null}]}"),
                broken("a title that is a number", "{\"classes\": [{\"title\": 7}]}"));
    }

    private static HostileCase manyClasses(String name, int count, DefectCode... codes) {
        return meta(name, IntStream.range(0, count)
                .mapToObj(i -> "{\"title\":\"c%d\",\"shape\":\"any\",\"color\":\"#%06x\"}".formatted(i, i + 1))
                .collect(Collectors.joining(",", "{\"classes\":[", "]}")), codes);
    }

    private static Stream<HostileCase> classes() {
        return Stream.of(
                meta("two classes of one title", "{\"classes\": [{\"title\": \"a\"}, {\"title\": \"a\"}]}",
                        DUPLICATE_CLASS),
                meta("two classes of one title, once escaped",
                        "{\"classes\": [{\"title\": \"a\"}, {\"title\": \"\\u0061\"}]}", DUPLICATE_CLASS),
                manyClasses("65,536 classes", 65_536, TOO_MANY_CLASSES));
    }

    private static HostileCase title(String name, String json, DefectCode... codes) {
        return withClass("title " + name, "{\"title\": \"" + json + "\", \"shape\": \"any\", \"color\": \"#123456\"}",
                codes);
    }

    private static Stream<HostileCase> titles() {
        return Stream.of(
                title("of no letter", "", NAME_CHANGED), title("of a space", " ", NAME_CHANGED),
                title("of a dot", ".", NAME_CHANGED), title("of two dots", "..", NAME_CHANGED),
                title("that climbs", "../../etc/passwd", NAME_CHANGED),
                title("that begins at the root", "/etc/passwd", NAME_CHANGED),
                title("that begins at C:", "C:\\\\Windows", NAME_CHANGED), title("NUL", "NUL", NAME_CHANGED),
                title("of a control character", "a\\u0000b", NAME_CHANGED),
                title("of a line break", "a\\nb", NAME_CHANGED),
                title("of half a surrogate pair", "a\\ud83d", NAME_CHANGED),
                title("of the other half", "\\ude00a", NAME_CHANGED),
                title("that runs from right to left", "a\\u202eb", NAME_CHANGED),
                title("of 1,024 letters", "x".repeat(1_024), NAME_CHANGED),
                title("of 21,000,000 letters", "x".repeat(21_000_000), BROKEN_META),
                title("point in capitals", "POINT", NAME_CHANGED),
                title("good with a space", "good ", NAME_CHANGED),
                title("that looks like an instance's name", "good_01"),
                title("in Chinese", "\u6c7d\u8f66"), title("of a smile", "\\ud83d\\ude00"));
    }

    private static HostileCase colour(String json, DefectCode... codes) {
        return withClass("colour " + json, "{\"title\": \"more\", \"shape\": \"any\", \"color\": " + json + "}", codes);
    }

    private static Stream<HostileCase> colours() {
        return Stream.concat(
                Stream.of("\"\"", "\"red\"", "\"#12345\"", "\"#1234567\"", "\"123456\"", "\"#12345G\"", "\"# 12345\"",
                        "\"#\\u0661\\u0662\\u0663456\"", "null", "7", "[1, 2, 3]", "{}", "true", "\"rgb(1,2,3)\"",
                        "\"#123456 \"").map(json -> colour(json, BAD_COLOUR)),
                Stream.of(colour("\"#000000\"", BLACK_COLOUR), colour("\"#010203\"", DUPLICATE_COLOUR),
                        colour("\"#aBcDeF\""),
                        withClass("no colour", "{\"title\": \"more\", \"shape\": \"any\"}", BAD_COLOUR)));
    }

    private static Stream<HostileCase> shapes() {
        return Stream.of("null", "7", "\"\"", "\"POLYGON\"", "\"hexagon\"", "[]", "{}").map(json -> withClass(
                "shape " + json, "{\"title\": \"more\", \"color\": \"#123456\", \"shape\": " + json + "}"));
    }

    private static HostileCase template(String name, String config) {
        return withClass("template " + name, "{\"title\": \"more\", \"color\": \"#123456\", \"shape\": \"graph\", "
                + "\"geometry_config\": " + config + "}");
    }

    private static Stream<HostileCase> templates() {
        return Stream.of(
                template("that is null", "null"), template("that is a text", "\"nodes\""),
                template("whose nodes are a list", "{\"nodes\": [1, 2]}"),
                template("whose edges are an object", "{\"nodes\": {}, \"edges\": {\"src\": 1}}"),
                template("whose node is half a surrogate pair", "{\"nodes\": {\"\\ud800\": {}, \"\\\\ud800\": {}}}"),
                template("whose edge is null", "{\"nodes\": {}, \"edges\": [null]}"),
                template("whose edge leads nowhere", "{\"nodes\": {}, \"edges\": [{\"src\": \"a\", \"dst\": \"b\"}]}"),
                template("whose edge is a ring",
                        "{\"nodes\": {\"a\": {}}, \"edges\": [{\"src\": \"a\", \"dst\": \"a\"}]}"),
                template("of a bad colour", "{\"nodes\": {\"a\": {\"color\": 7}}, \"edges\": []}"));
    }

    private static Stream<HostileCase> tags() {
        return Stream.of("null", "{}", "\"known\"", "[null]", "[[]]", "[{\"name\": null}]", "[{\"name\": {}}]",
                "[{\"name\": \"x\"}, {\"name\": \"x\"}]").map(
                        json -> meta("tags " + json,
                                GoodItems.META.replace("[{\"name\": \"known\"}]", json)));
    }
}
