package io.maskexport.hostile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

import io.maskexport.defect.DefectCode;

import static io.maskexport.defect.DefectCode.ANNOTATION_TOO_LARGE;
import static io.maskexport.defect.DefectCode.BAD_CANVAS_SIZE;
import static io.maskexport.defect.DefectCode.BROKEN_ANNOTATION;
import static io.maskexport.defect.DefectCode.UNKNOWN_TAG;

/** Annotations that are not JSON, or not the expected JSON. */
final class AnnotationCases {
    private static final String SIZE = "\"size\": {\"width\": 24, \"height\": 16}";

    private AnnotationCases() {}

    static Stream<HostileCase> all() {
        return HostileCase.all(texts(), encodings(), documents(), sizes(), names(), nesting(), tags());
    }

    private static HostileCase json(String name, String json, int labels, DefectCode... codes) {
        return HostileCase.annotation(name, GoodItems.bytes(json), labels, codes);
    }

    private static HostileCase broken(String name, String json) {
        return json(name, json, 0, BROKEN_ANNOTATION);
    }

    private static String annotation() {
        return GoodItems.annotation();
    }

    private static Stream<HostileCase> texts() {
        var whole = annotation();
        return Stream.of(
                broken("no byte", ""), broken("spaces", "   \n\t "), broken("null", "null"), broken("true", "true"),
                broken("a number", "42"), broken("a text", "\"annotation\""), broken("a list", "[" + whole + "]"),
                broken("HTML", "<!DOCTYPE html><html><body>404</body></html>"), broken("YAML", "size:\n  width: 24"),
                broken("single quotes", whole.replace('"', '\'')), broken("a comma at the end of a list",
                        whole.replace("\"tags\": []", "\"tags\": [1,]")),
                broken("a comment", "/* by hand */ " + whole), broken("an object that does not end",
                        whole.substring(0, whole.length() - 1)),
                broken("cut in the middle", whole.substring(0, whole.length() / 2)),
                broken("cut in a text", whole.substring(0, whole.indexOf("good") + 2)),
                broken("a bracket too many", whole + "}"), broken("two documents", whole + whole),
                broken("a word behind the end", whole + " end"),
                broken("a line break in a text", whole.replace("good", "go\nod")),
                broken("NUL in a text", whole.replace("good", "go\0od")),
                broken("an escape that is none", whole.replace("good", "go\\qod")),
                broken("an escape cut", whole.replace("good", "go\\u12")),
                broken("a number with a leading zero", whole.replace("24", "024")),
                broken("a number with a plus", whole.replace("24", "+24")),
                broken("a number in hexadecimal", whole.replace("24", "0x18")));
    }

    private static Stream<HostileCase> encodings() {
        byte[] whole = GoodItems.bytes(annotation());
        return Stream.of(
                HostileCase.annotation("a byte order mark", GoodItems.bytes("\ufeff" + annotation()), 1),
                HostileCase.annotation("UTF-16", annotation().getBytes(StandardCharsets.UTF_16), 1),
                HostileCase.annotation("UTF-32", annotation().getBytes(StandardCharsets.UTF_32), 1),
                HostileCase.annotation("a byte that is no UTF-8", replaced(whole, 'g', 0xff), 0, BROKEN_ANNOTATION),
                HostileCase.annotation("UTF-8 cut in a character", replaced(whole, 'd', 0xe4), 0, BROKEN_ANNOTATION),
                HostileCase.annotation("an overlong slash", replaced(whole, 'g', 0xc0), 0, BROKEN_ANNOTATION),
                HostileCase.annotation("gzip", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3}, 0,
                        BROKEN_ANNOTATION),
                HostileCase.annotation("a picture", GoodItems.picture(), 0, BROKEN_ANNOTATION),
                HostileCase.annotation("zeros", new byte[5_000], 0, BROKEN_ANNOTATION));
    }

    private static byte[] replaced(byte[] text, char letter, int value) {
        var changed = text.clone();
        int at = new String(text, StandardCharsets.US_ASCII).indexOf("good") + "good".indexOf(letter);
        changed[at] = (byte) value;
        return changed;
    }

    private static Stream<HostileCase> documents() {
        return Stream.of(
                broken("an object of nothing", "{}"), broken("no size", "{\"tags\": [], \"objects\": []}"),
                broken("no objects", "{" + SIZE + ", \"tags\": []}"),
                broken("objects are null", "{" + SIZE + ", \"tags\": [], \"objects\": null}"),
                broken("objects are an object", "{" + SIZE + ", \"tags\": [], \"objects\": {}}"),
                broken("objects are a text", "{" + SIZE + ", \"tags\": [], \"objects\": \"[]\"}"),
                broken("size is a list", "{\"size\": [24, 16], \"tags\": [], \"objects\": []}"),
                broken("size is null", "{\"size\": null, \"tags\": [], \"objects\": []}"),
                broken("objects twice", "{" + SIZE + ", \"objects\": [], \"objects\": []}"),
                broken("size twice", "{" + SIZE + ", " + SIZE + ", \"objects\": []}"),
                json("objects before size", "{\"objects\": [], " + SIZE + "}", 0),
                json("no tags", "{" + SIZE + ", \"objects\": []}", 0));
    }

    private static HostileCase size(String name, String size, DefectCode... codes) {
        return json(name, "{\"size\": {" + size + "}, \"tags\": [], \"objects\": []}", 0, codes);
    }

    private static HostileCase width(String width) {
        return size("width " + width, "\"width\": " + width + ", \"height\": 16", BAD_CANVAS_SIZE);
    }

    private static Stream<HostileCase> sizes() {
        return Stream.concat(
                Stream.of("0", "-1", "-0", "24.5", "\"24\"", "null", "true", "[24]", "1e3", "65501", "2147483647",
                        "2147483648", "4294967320", "9223372036854775808", "100000000000000000000000000", "NaN",
                        "Infinity", "1e400").map(AnnotationCases::width),
                Stream.of(size("no sides", "", BAD_CANVAS_SIZE), size("no height", "\"width\": 24", BAD_CANVAS_SIZE),
                        size("sides whose product is 2^32", "\"width\": 65536, \"height\": 65536", BAD_CANVAS_SIZE),
                        size("10,000 x 10,001", "\"width\": 10000, \"height\": 10001", BAD_CANVAS_SIZE),
                        size("65,500 x 1,527", "\"width\": 65500, \"height\": 1527", BAD_CANVAS_SIZE)));
    }

    private static Stream<HostileCase> names() {
        return Stream.of(
                broken("a name twice in a label", annotation().replace("\"tags\": [], \"points\"",
                        "\"tags\": [], \"tags\": [], \"points\"")),
                json("a name twice in something unknown", with("\"x\": {\"a\": 1, \"a\": 2}"), 1),
                json("big data, 500 lists deep", with("\"customBigData\": " + nested("[", "]", 500)), 1),
                json("big data of a number of 5,000 digits", with("\"customBigData\": " + "1".repeat(5_000)), 1),
                json("a name of no letter", with("\"\": 1"), 1),
                json("a name of half a surrogate pair", with("\"\\ud83d\": {\"\\ude80\": 1}"), 1));
    }

    /** A good annotation with one more field at the start. */
    private static String with(String field) {
        return "{" + field + ", " + annotation().substring(1);
    }

    private static String nested(String open, String close, int depth) {
        return open.repeat(depth) + close.repeat(depth);
    }

    private static Stream<HostileCase> nesting() {
        return Stream.of(
                json("lists in lists, 100,000 deep", "[".repeat(100_000), 0, BROKEN_ANNOTATION),
                json("objects in objects, 10,000 deep in a label", annotation().replace("\"points\"",
                        "\"deep\": " + nested("{\"a\":", "}", 10_000).replace("{\"a\":}", "{}") + ", \"points\""), 1),
                json("points in lists, 1,000 deep", GoodItems.annotation(GoodItems.label("poly",
                        "\"points\": {\"exterior\": " + nested("[", "]", 1_000) + "}")), 0, ANNOTATION_TOO_LARGE));
    }

    private static Stream<HostileCase> tags() {
        var tags = Stream.iterate(0, i -> i + 1).limit(500).map(i -> "{\"name\": \"t" + i + "\"}").toList();
        var hundred = new DefectCode[100];
        Arrays.fill(hundred, UNKNOWN_TAG);
        return Stream.of(
                tags("tags are null", "null"), tags("tags are an object", "{}"), tags("tags are texts", "[\"known\"]"),
                tags("tags are lists", "[[1], [2, [3]]]"), tags("a tag without a name", "[{\"value\": 1}]"),
                tags("a tag whose name is an object", "[{\"name\": {\"name\": \"x\"}}]"),
                tags("an unknown tag", "[{\"name\": \"nobody\"}]", UNKNOWN_TAG),
                tags("a tag of half a surrogate pair", "[{\"name\": \"\\ud83d\"}]", UNKNOWN_TAG),
                tags("500 unknown tags", tags.toString(), hundred));
    }

    private static HostileCase tags(String name, String tags, DefectCode... codes) {
        return json(name, annotation().replaceFirst("\"tags\": \\[]",
                java.util.regex.Matcher.quoteReplacement("\"tags\": " + tags)), 1, codes);
    }
}
