package io.maskexport.contracts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DocumentationTest {
    /** If it fails, copy what it found into docs/codes.md. */
    @Test
    void the_documented_codes_are_those_of_the_code() throws Exception {
        assertThat(Files.readString(Path.of("../docs/codes.md"))).contains(codes());
    }

    private static String codes() {
        return Stream.of(ReasonCode.values())
                .map(code -> "| `%s` | %s | %s |".formatted(code, code.meaning(), code.remedy()))
                .collect(Collectors.joining("\n", "| Code | What happened | What to do |\n|---|---|---|\n", "\n"));
    }

    @ParameterizedTest
    @EnumSource
    void a_message_is_documented_with_its_fields(MessageType type) throws Exception {
        var entry = entry(Files.readString(Path.of("../docs/messages.md")), type);

        assertThat(entry).contains("schemas/" + Schemas.nameOf(type) + ".json");
        assertThat(Stream.of(type.record().getRecordComponents()).map(component -> "`" + component.getName() + "`"))
                .allMatch(entry::contains);
    }

    /** The list entry of a message: its line and the indented lines after it. */
    private static String entry(String page, MessageType type) {
        var lines = page.lines().dropWhile(line -> !line.startsWith("- `" + type.wire() + "`:")).toList();
        assertThat(lines).isNotEmpty();
        var rest = lines.stream().skip(1).takeWhile(line -> line.startsWith("  "));
        return lines.getFirst() + rest.collect(Collectors.joining("\n", "\n", ""));
    }

    /** If it fails, copy what it found into docs/messages.md. */
    @Test
    void the_documented_fields_of_a_request_are_those_of_the_schema() throws Exception {
        assertThat(Files.readString(Path.of("../docs/messages.md"))).contains(RequestFieldsTable.markdown());
    }

    @ParameterizedTest
    @ValueSource(strings = {"export-requested-minimal", "export-requested"})
    void the_documented_requests_are_the_examples(String example) throws Exception {
        assertThat(Files.readString(Path.of("../docs/messages.md")))
                .contains("```json\n" + Files.readString(Path.of("examples", example + ".json")) + "```");
    }

    @Test
    void the_complete_example_has_every_field_of_the_table() throws Exception {
        var example = Schemas.MAPPER.readTree(Files.readString(Path.of("examples/export-requested.json")));

        assertThat(RequestFieldsTable.markdown().lines().skip(2).map(row -> row.split("`")[1])).isNotEmpty()
                .allSatisfy(field -> assertThat(
                        example.at("/" + field.replace("[]", "/1").replace('.', '/')).isMissingNode()).isFalse());
    }
}
