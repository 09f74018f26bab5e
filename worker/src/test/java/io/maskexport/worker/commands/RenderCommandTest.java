package io.maskexport.worker.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

import io.maskexport.contracts.Manifest;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;
import io.maskexport.worker.MaskExport;
import io.maskexport.worker.settings.ProcessMemory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RenderCommandTest {
    private static final String SQUARE = """
            {"classTitle": "kiwi", "geometryType": "rectangle",
             "points": {"exterior": [[1, 1], [5, 5]], "interior": []}}""";

    @TempDir
    private Path folder = Path.of("");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Four images without annotation or with one that has two labels; nobody looks at the pictures. */
    @BeforeEach
    void project() throws IOException {
        write("meta.json", """
                {"classes": [{"title": "kiwi", "shape": "rectangle", "color": "#ff0000"}]}""");
        for (int i = 0; i < 4; i++) {
            write("ds/img/%d.png".formatted(i), "no picture");
        }
        for (int i = 0; i < 3; i++) {
            write("ds/ann/%d.png.json".formatted(i), """
                    {"size": {"width": 9, "height": 9}, "objects": [%s, %s]}""".formatted(SQUARE, SQUARE));
        }
    }

    private void write(String path, String content) throws IOException {
        var file = folder.resolve("project").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private int render(String... more) {
        var arguments = new ArrayList<>(List.of("render", "--project",
                folder.resolve("project").toString(), "--out", folder.resolve("out").toString(), "--tar", "--masks",
                "machine,instance"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private Manifest.ExportContent manifest() throws IOException {
        return Objects.requireNonNull(Manifest.read(Files.readAllBytes(folder.resolve("out/manifest.json"))).content());
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "1, 0", "0%, 3", "24.9%, 3", "25%, 0"})
    void more_failed_items_than_allowed_are_a_status_of_their_own(String most, int status) {
        assertThat(render("--max-failed-items", most)).isEqualTo(status);
        assertThat(err.toString().contains("TOO_MANY_FAILED_ITEMS: 1 of 4 items lack masks; the first: "
                + "MISSING_ANNOTATION of ds/img/3.png")).isEqualTo(status == 3);
        assertThat(Files.exists(folder.resolve("out/manifest.json"))).isEqualTo(status == 0);
    }

    @Test
    void however_many_items_fail_the_export_completes_unless_told_otherwise() {
        assertThat(render()).isZero();
    }

    @Test
    void warnings_have_a_status_of_their_own_if_asked() throws IOException {
        assertThat(render("--strict")).isEqualTo(10);
        assertThat(render("--strict", "--force", "--dry-run")).isEqualTo(10);
        assertThat(render("--strict", "--force", "--max-failed-items", "0")).isEqualTo(3);
        assertThat(render("--force")).isZero();
        assertThat(verify("--json")).isZero();
        assertThat(out.toString()).contains("\"warnings\": 1");
        assertThat(verify("--strict")).isEqualTo(10);

        write("ds/ann/3.png.json", "{\"size\": {\"width\": 9, \"height\": 9}, \"objects\": []}");
        assertThat(render("--strict", "--force", "--dry-run")).isZero();
        assertThat(render("--strict", "--force")).isZero();
        assertThat(verify("--strict")).isZero();
        Files.delete(folder.resolve("out/project.tar"));
        assertThat(verify("--strict")).isEqualTo(1);
    }

    private int verify(String option) {
        return run("verify", option, folder.resolve("out").toString());
    }

    private int run(String... arguments) {
        return MaskExport.commandLine().setErr(new PrintWriter(err)).setOut(new PrintWriter(out)).execute(arguments);
    }

    @Test
    void limits_hold_and_are_in_the_manifest_where_they_are_not_the_defaults() throws Exception {
        assertThat(render("--limit", "INSTANCES=1", "--limit", "image_bytes=256MiB")).isZero();
        assertThat(manifest().limits()).containsEntry("INSTANCES", 1L)
                .isEqualTo(ProcessMemory.here().within(Limits.defaults().with(Limit.INSTANCES, 1)).changed());
        assertThat(manifest().warnings().counts()).containsEntry("TOO_MANY_INSTANCES", 3L);

        assertThat(render("--force")).isZero();
        assertThat(manifest().limits()).isEqualTo(ProcessMemory.here().within(Limits.defaults()).changed());
        assertThat(manifest().warnings().counts()).doesNotContainKey("TOO_MANY_INSTANCES");
    }

    @Test
    void an_archive_of_the_same_name_is_replaced_and_nothing_of_it_stays() throws Exception {
        write("ds/ann/0.png.json", annotation(3_000));
        assertThat(render("--name", "p", "--part-max-bytes", "65536")).isZero();
        assertThat(files()).contains("p_part_0002.tar", "warnings.ndjson");
        Files.writeString(folder.resolve("out/p_part_0009.tar.partial"), "of a process that was killed");
        Files.writeString(folder.resolve("out/p_notes.tar"), "not of this archive");

        write("ds/ann/0.png.json", annotation(2));
        assertThat(render("--name", "p", "--force")).isZero();
        assertThat(files()).containsExactly("SHA256SUMS", "manifest.json", "p.tar", "p_notes.tar");
        assertThat(manifest().parts()).hasSize(1);
    }

    @Test
    void no_older_manifest_stays_beside_an_archive_that_failed() throws Exception {
        assertThat(render()).isZero();
        assertThat(render("--force", "--max-failed-items", "0")).isEqualTo(3);
        assertThat(files()).doesNotContain("manifest.json");
    }

    @Test
    void an_output_directory_that_is_not_empty_is_left_alone_unless_told_otherwise() throws Exception {
        assertThat(render("--name", "old", "--part-max-bytes", "10KiB", "--index")).isZero();
        Files.writeString(folder.resolve("out/notes.txt"), "of somebody");
        var before = files();

        assertThat(render("--name", "new")).isEqualTo(2);
        assertThat(err.toString()).contains("out is not empty; --force adds to it, --clean first removes the archive");
        assertThat(files()).isEqualTo(before);

        assertThat(render("--name", "new", "--clean")).isZero();
        assertThat(files()).containsExactly("SHA256SUMS", "manifest.json", "new.tar", "notes.txt");
    }

    @Test
    void nothing_is_removed_that_no_manifest_lists() throws Exception {
        Files.createDirectories(folder.resolve("out"));
        Files.writeString(folder.resolve("out/notes.txt"), "of somebody");

        assertThat(render("--clean")).isEqualTo(1);
        assertThat(err.toString()).contains("manifest.json: no such file or directory");
        assertThat(files()).containsExactly("notes.txt");
    }

    @Test
    void the_result_is_printed_as_json_and_nothing_else_if_asked() {
        assertThat(render("--json", "--quiet", "--name", "p")).isZero();
        assertThat(out.toString()).contains("\"items\": 4", "out/p.tar\"", "\"MISSING_ANNOTATION\": 1");
        assertThat(err.toString()).isEmpty();
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(folder.resolve("out"))) {
            return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        }
    }

    private static String annotation(int unknownLabels) {
        return """
                {"size": {"width": 9, "height": 9}, "objects": [%s]}""".formatted(
                String.join(", ", Collections.nCopies(unknownLabels, SQUARE.replace("kiwi", "nobody"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--limit=INSTANCES", "--limit=INSTANCES=0", "--limit=INSTANCES=many", "--limit=NONE=5",
        "--limit=IMAGE_PIXELS=1GiB", "--limit=JSON_DEPTH=501", "--max-failed-items=-1", "--max-failed-items=101%",
        "--max-failed-items=few", "--sample=0", "--sample=0%", "--sample=some", "--seed=-1", "--part-max-bytes=1kB",
        "--part-max-bytes=6GiB", "--part-max-bytes=5 GB", "--part-max-bytes=99999999TiB", "--threads=0",
        "--masks=humans"})
    void wrong_usage_is_told(String argument) {
        assertThat(render(argument)).isEqualTo(2);
        assertThat(err.toString()).containsAnyOf("--limit", "--max-failed-items", "--sample", "--seed",
                "--part-max-bytes", "--threads", "--masks").contains("see: mask-export render --help").hasLineCount(2);
    }
}
