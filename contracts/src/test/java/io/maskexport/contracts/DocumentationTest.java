package io.maskexport.contracts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class DocumentationTest {
    /** When it fails, put what it found into docs/codes.md. */
    @Test
    void the_documented_codes_are_those_of_the_code() throws Exception {
        assertThat(Files.readString(Path.of("../docs/codes.md"))).contains(ReasonCode.documentation());
    }

    @ParameterizedTest
    @EnumSource
    void a_message_is_documented_with_its_fields(MessageType type) throws Exception {
        var row = Files.readString(Path.of("../docs/messages.md")).lines()
                .filter(line -> line.startsWith("| `" + type.wire() + "` |")).findAny().orElseThrow();

        assertThat(row).contains("schemas/" + Schemas.nameOf(type) + ".json");
        assertThat(Stream.of(type.record().getRecordComponents()).map(component -> "`" + component.getName() + "`"))
                .allMatch(row::contains);
    }

    @Test
    void the_documented_request_is_the_example() throws Exception {
        assertThat(Files.readString(Path.of("../docs/messages.md")))
                .contains(Files.readString(Path.of("examples/export-requested-minimal.json")));
    }
}
