package io.maskexport.contracts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ExamplesTest {
    private static final Path FOLDER = Path.of("examples");
    private static final String MINIMAL = "export-requested-minimal";

    static final List<WireMessage> MESSAGES = Stream.concat(Stream.of(Samples.REQUEST, Samples.CANCELLATION),
            Samples.EVENTS.stream()).toList();

    private static byte[] example(String name) throws IOException {
        return Files.readAllBytes(FOLDER.resolve(name + ".json"));
    }

    @ParameterizedTest
    @EnumSource
    void an_example_fits_its_schema_and_its_record(MessageType type) throws Exception {
        var json = example(Schemas.nameOf(type));
        var message = JsonRecords.read(json, type.record());

        assertThat(Schemas.problems(Schemas.nameOf(type), json)).isEmpty();
        assertThat(Schemas.MAPPER.readTree(JsonRecords.write(message))).isEqualTo(Schemas.MAPPER.readTree(json));
    }

    @Test
    void the_example_of_a_manifest_fits_its_schema_and_its_record() throws Exception {
        var json = example("manifest");

        assertThat(Schemas.problems("manifest", json)).isEmpty();
        assertThat(new String(JsonRecords.writePretty(JsonRecords.read(json, Manifest.class)), UTF_8))
                .isEqualTo(new String(json, UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"export-requested", MINIMAL, "cancel-requested"})
    void an_example_of_a_command_is_a_valid_command(String name) throws Exception {
        assertThat(CommandReader.read(RecordEnvelope.bare(example(name))))
                .isInstanceOf(CommandResult.ValidCommand.class);
    }

    @Test
    void the_minimal_request_fits_its_schema() throws Exception {
        assertThat(Schemas.problems("export-requested", example(MINIMAL))).isEmpty();
    }

    @Test
    void every_file_is_the_example_of_something() throws Exception {
        try (var files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(Stream.of("manifest", MINIMAL),
                            Stream.of(MessageType.values()).map(Schemas::nameOf)).toList());
        }
    }

    @ParameterizedTest
    @FieldSource("MESSAGES")
    void what_is_written_fits_its_schema(WireMessage message) {
        assertThat(Schemas.problems(Schemas.nameOf(MessageType.of(message)), JsonRecords.write(message))).isEmpty();
    }

    @Test
    void what_is_cut_fits_its_schema() {
        for (var event : List.of(Samples.completed(1_000, 100, "x".repeat(900)), Samples.completed(0, 0, ""),
                new ExportFailed("a1", ReasonCode.INTERNAL_ERROR, "x".repeat(5_000), null))) {
            var written = EventWriter.write(event, "/mask-export", TraceContext.NONE);
            assertThat(Schemas.problems(Schemas.nameOf(MessageType.of(event)), written.value())).isEmpty();
        }
    }

    @Test
    void every_kind_of_manifest_fits_its_schema() {
        for (var manifest : List.of(Samples.COMPLETED, Samples.FAILED, Manifest.local(Samples.CONTENT),
                Manifest.cancelled("a1", "", null), Manifest.cancelled("a1", Samples.HASH, Samples.REQUEST))) {
            assertThat(Schemas.problems("manifest", JsonRecords.writePretty(manifest))).isEmpty();
        }
        assertThat(Schemas.problems("manifest", JsonRecords.write(
                new Manifest("a1", Manifest.ManifestStatus.COMPLETED, "", null, null, null)))).isNotEmpty();
    }
}
