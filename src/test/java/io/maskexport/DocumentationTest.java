package io.maskexport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.maskexport.annotation.Shape;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectCode.Scope;
import io.maskexport.render.MaskKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Tables in the documentation that must match the code. */
class DocumentationTest {
    /** A sentence that ends within a line; the number of a list entry is not a sentence. */
    private static final Pattern SECOND_SENTENCE = Pattern.compile("[^\\d\\s][.!?]\\)? +[A-Z`*]");
    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

    @ParameterizedTest
    @EnumSource
    void every_defect_code_is_in_the_table_of_its_scope(Scope scope) throws Exception {
        var heading = switch (scope) {
            case LABEL -> "## A label";
            case ITEM -> "## An item";
            case FILES -> "## Files of the project";
            case NOTICE -> "## Notices";
            case EXPORT -> "## The export";
        };
        assertThat(firstCells("defects.md", heading)).containsExactlyElementsOf(
                Arrays.stream(DefectCode.values()).filter(code -> code.scope() == scope).map(Enum::name).toList());
    }

    @Test
    void every_geometry_has_a_row() throws Exception {
        assertThat(firstCells("pixels.md", "## Geometries")).containsExactlyInAnyOrderElementsOf(
                Stream.of(Shape.values()).map(Shape::jsonName).toList());
    }

    @ParameterizedTest
    @EnumSource
    void every_mask_kind_is_described_with_its_folder(MaskKind kind) throws Exception {
        assertThat(Files.readString(Path.of("../docs/pixels.md"))).contains("| `" + kind.folder() + "` |");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_has_one_sentence_a_line_and_no_line_above_160_characters(Path page) throws Exception {
        var inCode = new AtomicBoolean();
        assertThat(Files.readAllLines(page)).allSatisfy(line -> {
            assertThat(line).hasSizeLessThanOrEqualTo(160);
            if (line.startsWith("```")) {
                inCode.set(!inCode.get());
            } else if (!inCode.get() && !line.startsWith("|")) {
                assertThat(line).doesNotContainPattern(SECOND_SENTENCE);
            }
        });
    }

    private static List<Path> pages() throws IOException {
        try (var docs = Files.list(Path.of("../docs"))) {
            return Stream.concat(docs.filter(path -> path.toString().endsWith(".md")).sorted(),
                    Stream.of("../README.md", "../CONTRIBUTING.md", "../benchmarks/README.md",
                            "test/resources/corpus/README.md").map(Path::of))
                    .toList();
        }
    }

    /** The codes at the start of table rows between a heading and the next one. */
    private static List<String> firstCells(String page, String heading) throws IOException {
        var text = Files.readString(Path.of("../docs", page));
        var section = text.substring(text.indexOf("\n" + heading));
        int end = section.indexOf("\n## ", 1);
        return FIRST_CELL.matcher(end < 0 ? section : section.substring(0, end)).results()
                .map(match -> match.group(1)).toList();
    }
}
