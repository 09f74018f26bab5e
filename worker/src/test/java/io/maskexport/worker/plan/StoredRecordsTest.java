package io.maskexport.worker.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.Manifest;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.failure.BrokenAnswer;
import io.maskexport.worker.failure.NotUnderstood;
import io.maskexport.worker.manifest.ArchiveSummary;
import io.maskexport.worker.protocol.TaskMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Records of the first versions, which had no header, are read by every later one; what is newer is left alone. */
class StoredRecordsTest {
    private static final Path FIRST_VERSIONS = Path.of("src/test/resources/io/maskexport/worker/plan/previous");
    private static final StoredJson JSON = new StoredJson(KnownFeatures.OF_THIS_BUILD, "r1");

    static List<Path> recordsOfTheFirstVersions() throws IOException {
        try (var files = Files.walk(FIRST_VERSIONS)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("recordsOfTheFirstVersions")
    void what_the_first_versions_wrote_is_understood(Path file) throws Exception {
        var content = content(file);
        if (file.endsWith("task.json")) {
            assertThat(TaskMessage.read(content, KnownFeatures.OF_THIS_BUILD))
                    .isEqualTo(new TaskMessage("halves", 1, null, RecordNeeds.NONE));
            return;
        }
        var type = type(file);
        var read = type.isArray() || type == Boolean.class
                ? JSON.value(ref(file), content, type)
                : JSON.object(ref(file), content, type);

        assertThat(new String(JsonRecords.write(read), UTF_8)).isEqualTo(new String(content, UTF_8));
        if (read instanceof Plan plan) {
            assertThatCode(() -> plan.checkLimits("r1")).doesNotThrowAnyException();
            assertThat(plan.required()).isEqualTo(RecordNeeds.NONE);
        }
    }

    private static byte[] content(Path file) throws IOException {
        try (var in = Files.newInputStream(file);
                var unpacked = name(file).endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return unpacked.readAllBytes();
        }
    }

    private static Class<?> type(Path file) {
        return switch (name(file)) {
            case "plan.json" -> ExportDecision.class;
            case "end.json" -> Manifest.class;
            case "manifest-written" -> Boolean.class;
            case String name when name.endsWith(".gz") -> PlannedItem[].class;
            default -> file.toString().contains("/tasks/") ? ArchiveSummary.class : PartRecord.class;
        };
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static ObjectRef ref(Path file) {
        return new ObjectRef("work", file.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "halves/plan.json | {\"requestDigest\" | {\"format\":2,\"requestDigest\"",
        "halves/plan.json | {\"requestDigest\" | {\"needs\":[\"spirals\"],\"requestDigest\"",
        "halves/plan.json | {\"requestDigest\" | {\"opening\":{\"of\":[1]},\"requestDigest\"",
        "halves/plan.json | \"semanticRgbMasks\":true | \"semanticRgbMasks\":true,\"edgeMasks\":true",
        "halves/plan.json | \"compat\":\"strict\" | \"compat\":\"loose\"",
        "halves/plan.json | \"version\":1,\"requestId\" | \"version\":2,\"requestId\"",
        "halves/plan.json | \"naming\":\"part\" | \"naming\":\"zip\"",
        "halves/plan.json | \"bytes\":1491 | \"bytes\":1491,\"packed\":true",
        "halves/plan.json | \"items\":2} | \"items\":2,\"index\":7}",
        "halves/plan.json | \"JSON_DEPTH\":64 | \"JSON_BREADTH\":64",
        "halves/plan.json | \"JSON_DEPTH\":64 | \"JSON_DEPTH\":9223372036854775807",
        "early/plan.json | {\"destination\" | {\"needs\":[\"spirals\"],\"destination\"",
        "early/plan.json | \"status\":\"cancelled\" | \"status\":\"paused\"",
        "lacking/plan.json | \"reason\":\"MISSING_META\" | \"reason\":\"OUT_OF_PAPER\"",
        "lacking/end.json | \"reason\":\"MISSING_META\" | \"reason\":\"OUT_OF_PAPER\"",
        "whole/end.json | {\"version\":1 | {\"version\":2",
        "whole/end.json | \"sixteenBit\":false | \"sixteenBit\":false,\"index\":{\"key\":\"x\"}",
        "whole/tasks/000000001.json | {\"parts\" | {\"format\":2,\"parts\"",
        "whole/tasks/000000001.json | \"human\":4 | \"human\":4,\"edge\":4",
        "whole/parts/000000001/000000001.json | {\"part\" | {\"needs\":[\"spirals\"],\"part\"",
        "whole/parts/000000001/000000001.json | \"end\":true | \"end\":true,\"index\":1",
        "whole/parts/000000001/000000001.json | \"human\":4 | \"human\":4,\"format\":1"})
    void what_a_later_version_added_is_left_to_it(String name, String now, String later) throws Exception {
        var file = FIRST_VERSIONS.resolve(name);
        var text = new String(content(file), UTF_8);
        var changed = text.replace(now, later);
        assertThat(changed).isNotEqualTo(text);

        assertThatThrownBy(() -> {
            if (JSON.object(ref(file), changed.getBytes(UTF_8), type(file)) instanceof Plan plan) {
                plan.checkLimits("r1");
            }
        }).isInstanceOfSatisfying(NotUnderstood.class, e -> assertThat(e.export()).isEqualTo("r1"));
    }

    @Test
    void items_with_defects_of_a_later_version_are_left_to_it() {
        var json = """
                [{"folder":"ds","name":"a.png","stem":"a","annotationName":"a.png.json","masked":true,
                 "defects":[{"code":"OUT_OF_PAPER","detail":"big"}]}]""";

        assertThatThrownBy(() -> JSON.value(new ObjectRef("work", "items"), json.getBytes(UTF_8), PlannedItem[].class))
                .isInstanceOf(NotUnderstood.class);
    }

    @ParameterizedTest
    @MethodSource("tasksOfTomorrow")
    void a_task_of_a_later_version_is_left_to_it(String json) {
        assertThatThrownBy(() -> TaskMessage.read(json.getBytes(UTF_8), KnownFeatures.OF_THIS_BUILD))
                .isInstanceOfSatisfying(NotUnderstood.class, e -> assertThat(e.export()).isEqualTo("r1"));
    }

    static Stream<String> tasksOfTomorrow() {
        return Stream.of("{\"requestId\":\"r1\",\"task\":1,\"step\":2}",
                "{\"format\":2,\"requestId\":\"r1\",\"range\":[1,2]}",
                "{\"needs\":[\"spirals\"],\"requestId\":\"r1\",\"task\":1}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"null", "[]", "1", "{}", "{\"requestId\":\"r1\"}",
        "{\"requestId\":\"r1\",\"task\":\"1\"}", "{\"requestId\":\"r1\",\"task\":1,\"format\":\"new\"}",
        "{\"requestId\":\"r1\",\"task\":1} x"})
    void what_is_no_task_of_any_version_is_an_error(String json) {
        assertThatThrownBy(() -> TaskMessage.read(json.getBytes(UTF_8), KnownFeatures.OF_THIS_BUILD))
                .isInstanceOf(IOException.class).isNotInstanceOf(NotUnderstood.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"null", "[]", "1", "{", "{\"next\":1}",
        "{\"format\":1.5}", "{\"needs\":1}"})
    void what_is_no_record_of_any_version_is_broken(String json) {
        assertThatThrownBy(() -> JSON.object(new ObjectRef("work", "p"), json.getBytes(UTF_8), PartRecord.class))
                .isInstanceOf(BrokenAnswer.class);
    }

    @Test
    void a_build_reads_what_it_knows_and_lets_records_say_what_they_need() throws Exception {
        var needs = new RecordNeeds(2, List.of("spirals"));
        var task = new TaskMessage("r1", 3, null, needs);

        assertThat(TaskMessage.read(task.json(), new KnownFeatures(2, Set.of("spirals", "edges"), _ -> needs)))
                .isEqualTo(task);
        assertThat(new String(task.json(), UTF_8))
                .isEqualTo("{\"format\":2,\"needs\":[\"spirals\"],\"requestId\":\"r1\",\"task\":3}");
        assertThatThrownBy(() -> TaskMessage.read(task.json(), new KnownFeatures(2, Set.of("edges"), _ -> needs)))
                .isInstanceOf(NotUnderstood.class).hasMessage("a task needs spirals");
    }
}
