package io.maskexport.worker.commands;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        return run(Map.of("JAVA_TOOL_OPTIONS", "-Dany=1"), "verify", "a b");
    }

    private String run(Map<String, String> environment, String... arguments) throws IOException {
        var bash = new ProcessBuilder("bash", folder.resolve("bin/mask-export").toString()).redirectErrorStream(true);
        bash.command().addAll(List.of(arguments));
        bash.environment().keySet().removeAll(List.of("JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        bash.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        bash.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        bash.environment().putAll(environment);
        return new String(bash.start().getInputStream().readAllBytes(), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"25", "25.0.1", "25-ea", "25+36"})
    void the_release_file_says_which_version_it_is_whatever_options_are_set(String version) throws IOException {
        Files.writeString(folder.resolve("jdk/release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");

        assertThat(run()).startsWith("started ").contains("-XX:+ExitOnOutOfMemoryError")
                .endsWith("io.maskexport.worker.MaskExport verify a b\n");
    }

    private void jdk() throws IOException {
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"request", "cancel", "status", "list"})
    void short_commands_start_quickly_with_what_they_kept_in_the_cache(String command) throws IOException {
        jdk();

        assertThat(run(Map.of(), command, "a")).contains("-XX:TieredStopAtLevel=1 -XX:+UseSerialGC ",
                "--illegal-native-access=allow ",
                "-XX:+VerifySharedSpaces -XX:+AutoCreateSharedArchive -XX:SharedArchiveFile="
                        + folder.resolve("cache/mask-export") + "/",
                "-" + command + ".jsa ");
        assertThat(folder.resolve("cache/mask-export")).isDirectory();
    }

    /** As the JVM and the command do, the JDK writes the archive, and says that it could not do its work. */
    @Test
    void what_a_command_kept_that_could_not_do_its_work_is_made_anew() throws IOException {
        executable("jdk/bin/java", """
                #!/usr/bin/env bash
                echo started "$@"
                for option; do
                  case $option in
                    -XX:SharedArchiveFile=*) printf '\\xa8\\xab\\x0b\\xf0' >"${option#*=}" ;;
                    -Dmask-export.new-archive=*) new=${option#*=} ;;
                  esac
                done
                [ "${!#}" != unusable ] || [ -z "${new:-}" ] || echo >"$new.short"
                """);
        jdk();

        assertThat(run(Map.of(), "list", "unusable")).contains("-Dmask-export.new-archive=");
        assertThat(run(Map.of(), "list", "unusable")).contains("-Dmask-export.new-archive=");
        assertThat(run(Map.of(), "list")).contains("-Dmask-export.new-archive=");
        assertThat(run(Map.of(), "list", "unusable")).doesNotContain("-Dmask-export.new-archive=");
        assertThat(run(Map.of(), "list")).doesNotContain("-Dmask-export.new-archive=");
    }

    @Test
    void a_command_that_could_not_do_its_work_says_so_beside_its_archive() throws IOException {
        var archive = folder.resolve("list.jsa").toString();

        CommandCache.forget(null);
        CommandCache.forget(archive);
        CommandCache.forget(archive);
        CommandCache.forget(folder.resolve("none/list.jsa").toString());
        assertThat(folder.resolve("list.jsa.short")).exists();
    }

    @Test
    void the_service_has_the_best_compiler() throws IOException {
        jdk();

        assertThat(run(Map.of(), "work")).contains("--enable-native-access=ALL-UNNAMED ")
                .doesNotContain("TieredStopAtLevel", "SerialGC", "SharedArchiveFile");
    }

    @ParameterizedTest
    @ValueSource(strings = {"render", "verify", "preview", "follow"})
    void long_commands_have_the_best_compiler_and_what_they_kept_in_the_cache(String command) throws IOException {
        jdk();

        assertThat(run(Map.of(), command, "a")).contains("--illegal-native-access=allow ",
                "-XX:SharedArchiveFile=" + folder.resolve("cache/mask-export") + "/", "-" + command + ".jsa ")
                .doesNotContain("TieredStopAtLevel", "SerialGC");
    }

    @ParameterizedTest
    @CsvSource({"1, true", "20, true", "21, false"})
    void a_render_of_a_few_images_starts_quickly(int images, boolean quickly) throws IOException {
        jdk();
        for (int i = 0; i < images; i++) {
            image("a project/ds/img/" + i + ".jpg", 1);
            image("a project/ds/ann/" + i + ".jpg.json", 20_000_000);
        }

        for (var project : List.of(List.of("--project=" + folder.resolve("a project")),
                List.of("--project", folder.resolve("a project") + "/"))) {
            var arguments = new ArrayList<>(List.of("render"));
            arguments.addAll(project);
            arguments.add("--out=x");
            var started = run(Map.of(), arguments.toArray(String[]::new));
            assertThat(started.contains("-XX:TieredStopAtLevel=1 -XX:+UseSerialGC ")).isEqualTo(quickly);
            assertThat(started).contains("-render.jsa ").endsWith(String.join(" ", arguments) + "\n");
        }
    }

    @Test
    void a_render_of_a_large_image_has_the_best_compiler() throws IOException {
        jdk();
        image("project/ds/img/large.tif", (16 << 20) + 1);

        assertThat(run(Map.of(), "render", "--project=" + folder.resolve("project"))).startsWith("started ")
                .doesNotContain("TieredStopAtLevel");
    }

    @Test
    void a_render_of_no_project_says_so_quickly() throws IOException {
        jdk();

        assertThat(run(Map.of(), "render", "--project=" + folder.resolve("none"))).startsWith("started ")
                .contains("TieredStopAtLevel=1");
    }

    private void image(String path, long bytes) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        try (var content = new RandomAccessFile(file.toFile(), "rw")) {
            content.setLength(bytes);
        }
    }

    @Test
    void the_options_of_the_user_come_before_those_of_the_launcher() throws IOException {
        jdk();

        assertThat(run(Map.of("JAVA_OPTS", "-XX:+UseZGC -Dx=1"), "request", "a")).doesNotContain("SerialGC")
                .contains("-XX:+UseZGC -Dx=1 ", "SharedArchiveFile");
        assertThat(run(Map.of("JAVA_TOOL_OPTIONS", "-XX:SharedArchiveFile=x"), "request", "a"))
                .doesNotContain("AutoCreateSharedArchive");
    }

    @Test
    void commands_run_without_a_cache_where_none_can_be_written() throws IOException {
        jdk();
        Files.writeString(folder.resolve("cache"), "a file");

        assertThat(run(Map.of(), "request", "a")).startsWith("started ").doesNotContain("SharedArchiveFile")
                .endsWith("io.maskexport.worker.MaskExport request a\n");
    }

    @Test
    void help_needs_no_jvm() throws IOException {
        Files.createDirectories(folder.resolve("share/help"));
        Files.writeString(folder.resolve("share/help/mask-export.txt"), "all\n");
        Files.writeString(folder.resolve("share/help/request.txt"), "one\n");
        jdk();

        assertThat(run(Map.of(), "--help")).isEqualTo("all\n");
        assertThat(run(Map.of(), "help")).isEqualTo("all\n");
        assertThat(run(Map.of(), "request", "-h")).isEqualTo("one\n");
        assertThat(run(Map.of(), "help", "request")).isEqualTo("one\n");
        assertThat(run(Map.of(), "../request", "--help")).startsWith("started ");
        assertThat(run(Map.of(), "nothing", "--help")).startsWith("started ");
        assertThat(run(Map.of(), "request", "a b", "--help")).startsWith("started ").endsWith("request a b --help\n");
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
