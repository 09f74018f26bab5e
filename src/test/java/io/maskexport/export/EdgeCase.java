package io.maskexport.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.maskexport.defect.DefectException;
import io.maskexport.render.Compat;
import io.maskexport.render.MaskKind;
import io.maskexport.render.RenderOptions;

/** A corpus project with an oddity, and the reference application's output for it. */
record EdgeCase(Path folder, JsonNode json) {
    private static final Path CASES = Path.of("test/resources/corpus/projects/edge-cases");

    static EdgeCase named(String name) throws IOException {
        var folder = CASES.resolve(name);
        return new EdgeCase(folder, new JsonMapper().readTree(folder.resolve("case.json").toFile()));
    }

    static List<String> names() throws IOException {
        try (var folders = Files.list(CASES)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
        }
    }

    RenderOptions options(Compat compat) {
        var masks = EnumSet.range(MaskKind.HUMAN, MaskKind.INSTANCE); // what the reference has
        if (option("--human").equals(OptionalInt.of(0))) {
            masks.remove(MaskKind.HUMAN);
        }
        return new RenderOptions(masks, option("--thickness").orElse(2), option("--resize"), compat);
    }

    private OptionalInt option(String name) {
        var options = StreamSupport.stream(json.path("options").spliterator(), false).map(JsonNode::textValue).toList();
        return options.contains(name)
                ? OptionalInt.of(Integer.parseInt(options.get(options.indexOf(name) + 1)))
                : OptionalInt.empty();
    }

    MemoryTree export(Compat compat) throws IOException, InterruptedException, DefectException {
        return MemoryTree.of(folder.resolve("project"), options(compat));
    }

    /** In the default mode, which differs from the other only in alpha masks. */
    MemoryTree export() throws IOException, InterruptedException, DefectException {
        return export(Compat.STRICT);
    }

    /** The reference's masks; where it is wrong, those of its corrected code. */
    SortedMap<String, String> reference() {
        var made = json.path("fixed").isMissingNode() ? json.path("upstream") : json.path("fixed");
        var masks = new TreeMap<String, String>();
        made.path("files").properties().stream().filter(file -> file.getKey().contains("/masks_"))
                .forEach(file -> masks.put(file.getKey(), ReferencePixels.of(file.getValue())));
        return masks;
    }
}
