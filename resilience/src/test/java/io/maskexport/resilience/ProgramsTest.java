package io.maskexport.resilience;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProgramsTest {
    private static final Pattern CLASS = Pattern.compile("io\\.maskexport(\\.[a-z]+)+\\.[A-Z]\\w*");

    static List<Path> programs() throws IOException {
        try (Stream<Path> files = Files.find(Path.of(".."), 3,
                (file, attributes) -> attributes.isRegularFile() && file.getParent().endsWith("bin"))) {
            return files.toList();
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void a_program_starts_a_class_that_exists(Path program) throws IOException {
        assertThat(CLASS.matcher(Files.readString(program)).results().map(found -> found.group().replace('.', '/')))
                .allSatisfy(name -> assertThat(program.resolve("../../src/main/java/" + name + ".java").normalize())
                        .exists());
    }
}
