package io.maskexport.worker.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.maskexport.worker.verify.IndexLine.IndexedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CocoCheckTest {
    private static final String INSTANCES = """
            {"images": [{"id": 7}], "annotations": [
            {"id": 70000001, "category_id": 2, "area": 6, "bbox": [1, 1, 3, 2],
             "segmentation": {"size": [4, 5], "counts": "5220003"}},
            {"id": 70000003, "category_id": 1, "area": 0, "bbox": [0, 0, 0, 0],
             "segmentation": {"size": [4, 5], "counts": "d0"}}]}""";
    private static final String SEGMENTS = """
            {"annotations": [{"image_id": 7, "segments_info": [
            {"id": 1, "category_id": 2, "area": 4, "bbox": [1, 1, 2, 2]}]}]}""";
    private static final List<IndexedObject> OBJECTS = List.of(
            new IndexedObject(1, 2, List.of(1, 1, 3, 2), 6, 4, null),
            new IndexedObject(2, 0, List.of(0, 0, 5, 4), 20, 14, null),
            new IndexedObject(3, 1, List.of(0, 0, 0, 0), 0, 0, null));

    private final List<ExportDifference> differences = new ArrayList<>();
    private final CocoCheck check = new CocoCheck(new DifferenceReport(differences::add), "a.json", OBJECTS);

    @Test
    void files_that_agree_with_the_index_do_not_differ() {
        check.instances(INSTANCES.getBytes(UTF_8));
        check.segments(SEGMENTS.getBytes(UTF_8));
        assertThat(differences).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            70000003          | 70000004
            "category_id": 2  | "category_id": 1
            "area": 6         | "area": 7
            [1, 1, 3, 2]      | [1, 1, 3, 3]
            5220003           | 5220012
            5220003           | 522000
            5220003           | 522000S
            5220003           | O220003
            5220003           | 6220002
            [4, 5]            | [5, 4]
            [4, 5]            | [0, 5]
            {"images"         | {"images
            """)
    void instances_that_disagree_differ(String text, String changed) {
        check.instances(INSTANCES.replaceFirst(Pattern.quote(text),
                Matcher.quoteReplacement(changed)).getBytes(UTF_8));
        assertThat(differences).extracting(ExportDifference::code).contains(DifferenceCode.INDEX_PIXELS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "id": 1           | "id": 2
            "category_id": 2  | "category_id": 3
            "area": 4         | "area": 6
            segments_info     | segments
            """)
    void segments_that_disagree_differ(String text, String changed) {
        check.segments(SEGMENTS.replace(text, changed).getBytes(UTF_8));
        assertThat(differences).extracting(ExportDifference::code).containsExactly(DifferenceCode.INDEX_PIXELS);
    }

    /** The texts are those of pycocotools. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1, 0, '[0, 0, 0, 0]'", "01, 1, 1, 1, '[0, 0, 1, 1]'", "06, 3, 2, 6, '[0, 0, 2, 3]'",
        "112000O, 3, 3, 3, '[0, 1, 3, 1]'", "063LNO0124, 5, 5, 17, '[0, 0, 5, 5]'",
        "012060J0, 4, 4, 4, '[0, 0, 4, 4]'", "333, 3, 3, 3, '[1, 0, 1, 3]'"})
    void run_lengths_have_an_area_and_a_box(String counts, int height, int width, long area, String box)
            throws IOException {
        var runs = CocoRuns.of(counts, height, width);
        assertThat(runs.area()).isEqualTo(area);
        assertThat(runs.box()).hasToString(box);
    }

    @Test
    void run_lengths_of_endless_numbers_are_refused() {
        assertThatThrownBy(() -> CocoRuns.of("P".repeat(100), 4, 5)).isInstanceOf(IOException.class);
    }
}
