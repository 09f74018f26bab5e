package io.maskexport.hostile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectCode.Scope;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;

/**
 * One harmful input, and its required outcome.
 *
 * @param name a phrase, unique among the cases of its subject
 * @param files added to the project of good items, by path; may replace its {@code meta.json}
 * @param harmless the same without the harmful part: the resulting masks must be equal, except human ones if the
 * picture differs; empty if that is not specified
 * @param codes of all warnings, sorted; or of the export's failure
 * @param made masks of the project besides those of its good items
 * @param limits of the export
 */
record HostileCase(String name, Map<String, byte[]> files, Optional<Map<String, byte[]>> harmless,
        List<DefectCode> codes, Made made, Limits limits) {

    HostileCase {
        codes = codes.stream().sorted().toList();
    }

    /** A file in place of a good picture; its annotation has one label. */
    static HostileCase picture(String name, String file, byte[] content, DefectCode... codes) {
        return picture(name, file, content, GoodItems.annotation(), codes);
    }

    static HostileCase picture(String name, String file, byte[] content, String annotation, DefectCode... codes) {
        var listed = List.of(codes);
        return new HostileCase(name, GoodItems.item(file, content, annotation),
                Optional.of(GoodItems.item(file, GoodItems.picture(), annotation)), listed,
                made(listed, 1), Limits.defaults());
    }

    /** A text in place of a good annotation; if masks are made, it has no label or one. */
    static HostileCase annotation(String name, byte[] json, int labels, DefectCode... codes) {
        var listed = List.of(codes);
        return new HostileCase(name, GoodItems.item("m.png", GoodItems.picture(), json), Optional.empty(), listed,
                made(listed, labels), Limits.defaults());
    }

    /** A label before a good one. If a code says that it is not drawn, the masks are those of the good label alone. */
    static HostileCase label(String name, String label, DefectCode... codes) {
        var listed = List.of(codes);
        boolean drawn = listed.stream().allMatch(code -> code.scope() == Scope.NOTICE);
        var files = GoodItems.item("m.png", GoodItems.picture(), GoodItems.annotation(label));
        var harmless = GoodItems.item("m.png", GoodItems.picture(), GoodItems.annotation());
        return new HostileCase(name, files, drawn ? Optional.empty() : Optional.of(harmless), listed,
                made(listed, drawn ? 2 : 1), Limits.defaults());
    }

    /** Files in addition to the good items. */
    static HostileCase project(String name, Map<String, byte[]> files, Made made, DefectCode... codes) {
        return new HostileCase(name, new TreeMap<>(files), Optional.empty(), List.of(codes), made, Limits.defaults());
    }

    /** The masks of an item with this number of labels and these codes: the third column of the document. */
    private static Made made(List<DefectCode> codes, int labels) {
        var made = Made.all(labels);
        for (var code : codes) {
            made = switch (code) {
                case BROKEN_ANNOTATION, ANNOTATION_TOO_LARGE, BAD_CANVAS_SIZE, MISSING_ANNOTATION, TOO_MUCH_PAINT ->
                    Made.NOTHING;
                case IMAGE_UNREADABLE, IMAGE_TOO_LARGE -> made.withoutHuman();
                case TOO_MANY_INSTANCES -> made.withoutInstances();
                default -> made;
            };
        }
        return made;
    }

    HostileCase making(Made expected) {
        return new HostileCase(name, files, harmless, codes, expected, limits);
    }

    /** A copy with this number of instance masks. */
    HostileCase instances(int count) {
        return making(new Made(made.human(), made.machine(), made.semantic(), count));
    }

    HostileCase under(Limit limit, long value) {
        return new HostileCase(name, files, harmless, codes, made, limits.with(limit, value));
    }

    /** Whether the export as a whole is impossible. */
    boolean isRefused() {
        return codes.stream().anyMatch(code -> code.scope() == Scope.EXPORT);
    }

    @Override
    public String toString() {
        return name;
    }

    @SafeVarargs
    static Stream<HostileCase> all(Stream<HostileCase>... cases) {
        var all = Stream.<HostileCase>empty();
        for (var some : cases) {
            all = Stream.concat(all, some);
        }
        return all;
    }
}
