package io.maskexport.worker.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The script that starts the command line, with a JDK that only says how it was started. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void build() throws IOException {
        Files.createDirectories(folder.resolve("target/lib"));
        Files.writeString(folder.resolve("target/mask-export-worker-1.jar"), "");
        executable("bin/mask-export", Files.readString(Path.of("bin/mask-export")));
        executable("jdk/bin/java", "#!/usr/bin/env bash\necho started \"$@\"\n");
    }

    private void executable(String path, String content) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String run() throws IOException {
        var bash = new ProcessBuilder("bash", folder.resolve("bin/mask-export").toString(), "verify", "a b")
                .redirectErrorStream(true);
        bash.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        bash.environment().put("JAVA_TOOL_OPTIONS", "-Dany=1");
        return new String(bash.start().getInputStream().readAllBytes(), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"25", "25.0.1", "25-ea", "25+36"})
    void the_release_file_says_which_version_it_is_whatever_options_are_set(String version) throws IOException {
        Files.writeString(folder.resolve("jdk/release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");

        assertThat(run()).startsWith("started ").contains("-XX:+ExitOnOutOfMemoryError")
                .endsWith("io.maskexport.worker.MaskExport verify a b\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"24.0.2", "250", "2.5", "17"})
    void another_version_is_not_started(String version) throws IOException {
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"" + version + "\"\n");

        assertThat(run()).doesNotContain("started");
    }

    @Test
    void a_jdk_without_a_release_file_is_asked_without_the_options_that_it_would_tell_of() throws IOException {
        executable("jdk/bin/java", """
                #!/usr/bin/env bash
                if [ "$1" = -version ]; then
                  [ -z "${JAVA_TOOL_OPTIONS:-}" ] || echo "Picked up JAVA_TOOL_OPTIONS: $JAVA_TOOL_OPTIONS" >&2
                  echo 'openjdk version "25.0.1" 2025-10-21' >&2
                else
                  echo started "$@"
                fi
                """);

        assertThat(run()).startsWith("started ");
    }
}
