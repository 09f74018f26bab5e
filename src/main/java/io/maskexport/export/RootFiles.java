package io.maskexport.export;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.maskexport.annotation.ObjectClass;
import io.maskexport.annotation.ProjectMeta;
import io.maskexport.archive.Member;
import io.maskexport.archive.MemberGroup;
import io.maskexport.render.MaskKind;
import io.maskexport.render.RenderOptions;

/**
 * The files at the archive's root: {@code meta.json} unchanged, and a class map for each mask kind that needs one, byte
 * for byte as the reference application writes it ({@code json.dump(…, indent=2)}: non-ASCII escaped). They form the
 * last group of an archive.
 */
public final class RootFiles {
    public static final String META = "meta.json";
    public static final String MACHINE_COLOURS = "obj_class_to_machine_color.json";
    public static final String SEMANTIC_COLOURS = "obj_class_to_semantic_color.json";

    private RootFiles() {}

    /** @param metaJson the content of the project's {@code meta.json} */
    public static MemberGroup of(byte[] metaJson, ProjectMeta meta, RenderOptions options) {
        var members = new ArrayList<Member>();
        members.add(new Member(META, metaJson));
        if (options.masks().contains(MaskKind.MACHINE)) {
            members.add(colourMap(MACHINE_COLOURS, meta, c -> new int[] {c.index(), c.index(), c.index()}));
        }
        if (options.masks().contains(MaskKind.SEMANTIC_RGB)) {
            members.add(colourMap(SEMANTIC_COLOURS, meta,
                    c -> new int[] {c.rgb() >> 16 & 255, c.rgb() >> 8 & 255, c.rgb() & 255}));
        }
        return new MemberGroup(META, members);
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
