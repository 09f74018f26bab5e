package io.maskexport.export;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.maskexport.annotation.ObjectClass;
import io.maskexport.annotation.ProjectMeta;
import io.maskexport.archive.Member;
import io.maskexport.archive.MemberGroup;
import io.maskexport.render.Layout;
import io.maskexport.render.MaskKind;
import io.maskexport.render.MaskValues;
import io.maskexport.render.RenderOptions;
import io.maskexport.select.Splits;

/**
 * The files at the archive's root: {@code meta.json} unchanged, and a class map for each mask kind that needs one, byte
 * for byte as the reference application writes it ({@code json.dump(…, indent=2)}: non-ASCII escaped). With an index, also
 * {@code classes.json}. They form the last group of an archive.
 */
public final class RootFiles {
    public static final String META = "meta.json";
    public static final String MACHINE_COLOURS = "obj_class_to_machine_color.json";
    public static final String SEMANTIC_COLOURS = "obj_class_to_semantic_color.json";

    public static final String CLASSES = "classes.json";
    public static final String COCO_CATEGORIES = "coco_categories.json";

    private static final Set<String> ALWAYS = Set.of(META, MACHINE_COLOURS, SEMANTIC_COLOURS);

    private RootFiles() {}

    /** Names of files that an export with these options may have at its root, so that no folder there can have them. */
    static Set<String> reserved(RenderOptions options, Splits splits) {
        var files = new HashSet<>(ALWAYS);
        if (options.index()) {
            files.add(CLASSES);
        }
        if (hasCoco(options)) {
            files.add(COCO_CATEGORIES);
        }
        files.addAll(splits.files());
        return files;
    }

    private static boolean hasCoco(RenderOptions options) {
        return options.masks().contains(MaskKind.COCO_INSTANCES) || options.masks().contains(MaskKind.COCO_PANOPTIC);
    }

    /** What stands beside shards, whose readers would take it for an item; nothing for other archives. */
    public static MemberGroup beside(byte[] metaJson, ExportContext context) {
        return context.options().layout() == Layout.WEBDATASET
                ? of(metaJson, context)
                : new MemberGroup(META, List.of());
    }

    /** The names of all files that may stand at the root. */
    public static Set<String> all() {
        return Set.of(META, MACHINE_COLOURS, SEMANTIC_COLOURS, CLASSES, COCO_CATEGORIES);
    }

    /** @param metaJson the content of the project's {@code meta.json} */
    public static MemberGroup of(byte[] metaJson, ExportContext context) {
        var meta = context.meta();
        var values = context.values();
        var masks = context.options().masks();
        var members = new ArrayList<Member>();
        members.add(new Member(META, metaJson));
        if (masks.contains(MaskKind.MACHINE) || masks.contains(MaskKind.PALETTE)) {
            members.add(colourMap(MACHINE_COLOURS, meta, c -> new int[] {values.of(c), values.of(c), values.of(c)}));
        }
        if (masks.contains(MaskKind.SEMANTIC_RGB)) {
            members.add(colourMap(SEMANTIC_COLOURS, meta,
                    c -> new int[] {c.rgb() >> 16 & 255, c.rgb() >> 8 & 255, c.rgb() & 255}));
        }
        if (context.options().index()) {
            members.add(new Member(CLASSES, classes(meta, values).getBytes(StandardCharsets.US_ASCII)));
        }
        if (hasCoco(context.options())) {
            members.add(CocoFile.member(COCO_CATEGORIES, 0,
                    json -> CocoCategory.write(json, CocoCategory.of(context, _ -> true))));
        }
        return new MemberGroup(META, members);
    }

    /** The classes by their index, each on a line; the index is the value in machine masks. */
    private static String classes(ProjectMeta meta, MaskValues values) {
        var background = Stream.of(entry(0, "background", 0));
        var classes = meta.classes().stream().map(c -> entry(values.of(c), c.title(), c.rgb()));
        return "{\n  \"background\": 0,\n  \"bitDepth\": %d,\n  \"ignoreIndex\": %s,\n  \"classes\": %s\n}\n"
                .formatted(values.sixteenBit() ? 16 : 8, values.ignored().map(String::valueOf).orElse("null"),
                        Stream.concat(background, classes).collect(Collectors.joining(",\n", "[\n", "\n  ]")));
    }

    private static String entry(int index, String title, int rgb) {
        return "    {\"index\": %d, \"title\": %s, \"rgb\": [%d, %d, %d]}".formatted(index, quoted(title),
                rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255);
    }

    private static Member colourMap(String path, ProjectMeta meta, Function<ObjectClass, int[]> colour) {
        var entries = meta.classes().stream()
                .map(c -> {
                    int[] rgb = colour.apply(c);
                    return "  %s: [\n    %d,\n    %d,\n    %d\n  ]".formatted(quoted(c.title()), rgb[0], rgb[1],
                            rgb[2]);
                });
        var json = meta.classes().isEmpty() ? "{}" : entries.collect(Collectors.joining(",\n", "{\n", "\n}"));
        return new Member(path, json.getBytes(StandardCharsets.US_ASCII));
    }

    private static String quoted(String text) {
        return text.chars().mapToObj(RootFiles::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(int c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            default -> c >= ' ' && c < 127 ? Character.toString(c) : "\\u%04x".formatted(c);
        };
    }
}
