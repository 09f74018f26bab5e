package io.maskexport.contracts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    @Test
    void the_documented_request_is_the_example() throws Exception {
        assertThat(Files.readString(Path.of("../docs/messages.md")))
                .contains(Files.readString(Path.of("examples/export-requested-minimal.json")));
    }
}
