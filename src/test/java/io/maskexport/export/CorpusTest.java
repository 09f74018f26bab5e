package io.maskexport.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.maskexport.defect.Limits;
import io.maskexport.render.Compat;
import io.maskexport.render.MaskKind;
import io.maskexport.render.RenderOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every project of the corpus, with every set of options that the reference application was run with: exactly the same
 * masks, with the same pixels. Where OpenCV 4.11 and 4.6 differ, the reference gives both.
 */
class CorpusTest {
    private static final Path CORPUS = Path.of("test/resources/corpus");
    private static final Map<String, MaskKind> KINDS = Map.of("human", MaskKind.HUMAN, "machine", MaskKind.MACHINE,
            "semantic", MaskKind.SEMANTIC_RGB, "instance", MaskKind.INSTANCE);

    static Stream<String> variants() throws IOException {
        try (var walk = Files.walk(CORPUS.resolve("reference"))) {
            return walk.filter(file -> file.toString().endsWith(".json"))
                    .map(file -> CORPUS.resolve("reference").relativize(file).toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void masks_equal_the_reference(String variant) throws Exception {
        var reference = new JsonMapper().readTree(CORPUS.resolve("reference").resolve(variant).toFile());
        var project = CORPUS.resolve("projects").resolve(variant.substring(0, variant.indexOf('/')));
        var tree = MemoryTree.of(project, options(reference.path("options")));
        var found = new TreeMap<String, String>();
        for (var path : tree.masks()) {
            found.put(path, ReferencePixels.of(tree.mask(path)));
        }
        assertThat(found).isEqualTo(expected(reference, folders(project)));
    }

    private static RenderOptions options(JsonNode options) {
        var masks = EnumSet.noneOf(MaskKind.class);
        options.path("kinds").forEach(kind -> masks.add(KINDS.get(kind.textValue())));
        var percent = options.path("resize_percent");
        return new RenderOptions(masks, options.path("thickness").intValue(),
                percent.isNull() ? OptionalInt.empty() : OptionalInt.of(percent.intValue()), Compat.REFERENCE);
    }

    /** The reference names datasets by their names for people or by path; the archive uses the path. */
    private static Map<String, String> folders(Path project) throws Exception {
        var folders = new HashMap<String, String>();
        for (var dataset : ProjectLayout.of(new LocalProject(project), List.of(), Limits.defaults()).datasets()) {
            folders.put(dataset.name(), dataset.folder());
            folders.put(dataset.folder(), dataset.folder());
        }
        return folders;
    }

    private static SortedMap<String, String> expected(JsonNode reference, Map<String, String> folders) {
        var stems = new HashMap<String, Integer>();
        reference.path("items").forEach(item -> stems.merge(item.path("dataset") + stem(item), 1, Integer::sum));
        var expected = new TreeMap<String, String>();
        for (var item : reference.path("items")) {
            boolean alone = stems.getOrDefault(item.path("dataset") + stem(item), 0) == 1;
            var folder = folders.get(item.path("dataset").textValue());
            put(expected, folder + "/masks_%s/" + (alone ? stem(item) : item.path("item").textValue()),
                    item.path("masks"));
        }
        return expected;
    }

    private static void put(SortedMap<String, String> expected, String path, JsonNode masks) {
        masks.properties().forEach(mask -> {
            switch (mask.getKey()) {
                case "human", "machine" ->
                    expected.put(path.formatted(mask.getKey()) + ".png", ReferencePixels.of(mask.getValue()));
                case "semantic" ->
                    expected.put(path.formatted("semantic_rgb") + ".png", ReferencePixels.of(mask.getValue()));
                case "instances" -> mask.getValue().forEach(instance -> expected
                        .put(path.formatted("instances") + "/" + instance.path("name").textValue(),
                                ReferencePixels.of(instance)));
                default -> throw new AssertionError(mask.getKey());
            }
        });
    }

    private static String stem(JsonNode item) {
        var name = item.path("item").textValue();
        return name.substring(0, name.lastIndexOf('.'));
    }
}
