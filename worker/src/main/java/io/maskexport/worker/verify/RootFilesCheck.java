package io.maskexport.worker.verify;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.Manifest.ClassEntry;
import io.maskexport.contracts.RenderChoices;

import static io.maskexport.worker.verify.DifferenceCode.CLASS_MAP;
import static io.maskexport.worker.verify.DifferenceCode.ROOT_FILES;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Checks the files at the archive's root: all are in the last part, and there are class maps only for the requested
 * kinds of masks.
 */
final class RootFilesCheck {
    private static final String META = "meta.json";
    private static final String MACHINE = "obj_class_to_machine_color.json";
    private static final String SEMANTIC = "obj_class_to_semantic_color.json";
    private static final String CLASSES = "classes.json";
    private static final String COCO = "coco_categories.json";
    private static final String BACKGROUND = "background";

    /** A surrogate pair, half of one, or any other escape. */
    private static final Pattern ESCAPES = Pattern
            .compile("\\\\(?:u[dD][89abAB]\\p{XDigit}{2}\\\\u[dD][c-fC-F]\\p{XDigit}{2}"
                    + "|u[dD](?<half>[89a-fA-F]\\p{XDigit}{2})|.)", Pattern.DOTALL);
    /** Private-use characters that replace unpaired surrogates. */
    private static final Pattern STAND_INS = Pattern.compile("[\\uE800-\\uEFFF]");

    private final DifferenceReport report;
    private final List<ClassEntry> classes;
    private final Optional<RenderChoices> options;
    private final boolean indexed;
    private final int bitDepth;
    private final Set<String> found = new HashSet<>();

    /** @param content of the manifest */
    RootFilesCheck(DifferenceReport report, Manifest manifest, Manifest.ExportContent content) {
        this.report = report;
        this.classes = content.classMap();
        this.indexed = content.parts().stream().anyMatch(part -> part.index() != null);
        this.bitDepth = content.sixteenBit() ? 16 : 8;
        this.options = Optional.ofNullable(manifest.request()).map(request -> request.options());
    }

    boolean isOne(String path) {
        return path.equals(META) || path.equals(MACHINE) || path.equals(SEMANTIC) || path.equals(CLASSES)
                || path.equals(COCO);
    }

    void read(String path, byte[] content, boolean inLastPart) {
        found.add(path);
        if (!inLastPart) {
            report.differs(ROOT_FILES, path, "is not in the last part");
        }
        switch (path) {
            case MACHINE -> compare(path, content, c -> List.of(c.index(), c.index(), c.index()));
            case SEMANTIC -> compare(path, content, ClassEntry::rgb);
            case CLASSES -> parse(path, content).ifPresent(this::compareClasses);
            case COCO -> parse(path, content).ifPresent(this::compareCategories);
            default -> {
                // Copied from the project: anything that the engine accepted as JSON, such as Python's NaN.
            }
        }
    }

    private void compare(String path, byte[] content, Function<ClassEntry, List<Integer>> colour) {
        var expected = classes.stream().map(c -> inManifest(c.title()) + "=" + colour.apply(c)).toList();
        parse(path, content).ifPresent(map -> report.compare(CLASS_MAP, path, expected, map.properties().stream()
                .map(entry -> inManifest(entry.getKey()) + "=" + integers(entry.getValue())).toList()));
    }

    private void compareClasses(JsonNode list) {
        report.compare(CLASS_MAP, CLASSES, bitDepth, list.path("bitDepth").intValue());
        var expected = Stream.concat(Stream.of(ClassEntry.of(BACKGROUND, 0, 0)), classes.stream())
                .map(c -> new ClassEntry(inManifest(c.title()), c.index(), c.rgb())).toList();
        report.compare(CLASS_MAP, CLASSES, expected, list.path("classes").valueStream()
                .map(c -> new ClassEntry(inManifest(c.path("title").asText()), c.path("index").intValue(),
                        integers(c.path("rgb"))))
                .toList());
    }

    /** A category has the titles of all classes with its value, and the colour of the first of them. */
    private void compareCategories(JsonNode list) {
        var expected = new TreeMap<Integer, ClassEntry>();
        classes.stream().filter(c -> c.index() > 0).forEach(c -> expected.merge(c.index(), c,
                (first, next) -> new ClassEntry(first.title() + ", " + next.title(), first.index(), first.rgb())));
        report.compare(CLASS_MAP, COCO, List.copyOf(expected.values()), list.path("categories").valueStream()
                .map(c -> new ClassEntry(inManifest(c.path("name").asText()), c.path("id").intValue(),
                        integers(c.path("color"))))
                .toList());
    }

    /** JSON parsers reject an unpaired surrogate in a name: another character replaces it. */
    private static String readable(MatchResult escape) {
        var half = escape.group("half");
        return Matcher.quoteReplacement(half == null ? escape.group() : "\\ue" + half);
    }

    /** The manifest is UTF-8 and cannot hold an unpaired surrogate; a class map escapes it. */
    private static String inManifest(String title) {
        return STAND_INS.matcher(title).replaceAll("?");
    }

    private static List<Integer> integers(JsonNode array) {
        return array.valueStream().map(JsonNode::intValue).toList();
    }

    private Optional<JsonNode> parse(String path, byte[] content) {
        try {
            var text = ESCAPES.matcher(new String(content, UTF_8)).replaceAll(RootFilesCheck::readable);
            return Optional.of(JsonRecords.read(text.getBytes(UTF_8), JsonNode.class));
        } catch (IOException e) {
            report.differs(CLASS_MAP, path, "is not JSON: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** After all parts: reports missing and unexpected files. */
    void finish() {
        expect(META, true);
        expect(CLASSES, indexed);
        options.ifPresent(chosen -> {
            expect(MACHINE, chosen.machineMasks() || chosen.encodings().hasPalette());
            expect(SEMANTIC, chosen.semanticRgbMasks());
            expect(COCO, chosen.encodings().hasCoco());
        });
    }

    private void expect(String path, boolean expected) {
        if (found.contains(path) != expected) {
            report.differs(ROOT_FILES, path, expected ? "is missing" : "is unexpected");
        }
    }
}
