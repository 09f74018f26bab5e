package io.maskexport.worker.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.maskexport.worker.MaskExport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class TemporaryFolderTest {
    private static final Path NOEXEC = Path.of("/dev/shm");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_folder_that_can_be_used_is_left_as_it_was() throws IOException {
        assertThat(TemporaryFolder.trouble(folder)).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_folder_that_is_none_is_told_with_what_to_mount() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");
        for (var bad : new Path[] {folder.resolve("none"), file}) {
            assertThat(TemporaryFolder.trouble(bad)).hasValueSatisfying(trouble -> assertThat(trouble)
                    .startsWith(bad + " is not writable").contains("mount", "noexec", "-Djava.io.tmpdir="));
        }
    }

    @Test
    void a_folder_that_is_mounted_noexec_is_told() throws IOException {
        assumeTrue(Files.isReadable(Path.of("/proc/mounts")) && Files.readAllLines(Path.of("/proc/mounts")).stream()
                .anyMatch(mount -> mount.contains(" " + NOEXEC + " ") && mount.contains("noexec")));

        assertThat(TemporaryFolder.trouble(NOEXEC)).hasValueSatisfying(
                trouble -> assertThat(trouble).startsWith(NOEXEC + " is mounted noexec"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"work", "render --project . --out %s/out"})
    void a_process_without_such_a_folder_says_so_in_one_line_and_ends(String command) throws Exception {
        var arguments = command.formatted(folder).split(" ");
        var java = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + folder.resolve("none"), "-cp",
                System.getProperty("java.class.path"), MaskExport.class.getName()));
        java.addAll(List.of(arguments));
        var process = new ProcessBuilder(java).redirectOutput(folder.resolve("out.txt").toFile()).start();
        var lines = new String(process.getErrorStream().readAllBytes(), UTF_8).lines()
                .filter(line -> !line.startsWith("Picked up") && !line.startsWith("WARNING")).toList();

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(lines).singleElement().asString().startsWith("cannot start: " + folder.resolve("none"));
    }
}
