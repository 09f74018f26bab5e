package io.maskexport.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClassPathIT {
    private static final Path JARS = Path.of("../worker/target/lib");
    private static final Path LIST = Path.of("../worker/class-path.txt");

    /** If it fails, check whether the image needs the new jars, and correct worker/class-path.txt. */
    @Test
    void the_image_holds_the_jars_that_are_listed_and_no_others() throws Exception {
        try (var jars = Files.list(JARS)) {
            assertThat(jars.map(jar -> jar.getFileName().toString()).sorted())
                    .containsExactlyElementsOf(Files.readAllLines(LIST));
        }
    }
}
