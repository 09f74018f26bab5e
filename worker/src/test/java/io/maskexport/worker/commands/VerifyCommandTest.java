package io.maskexport.worker.commands;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.Manifest;
import io.maskexport.worker.MaskExport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class VerifyCommandTest {
    @TempDir
    private Path folder = Path.of("");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return MaskExport.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    @BeforeEach
    void a_cancelled_export() throws Exception {
        Files.write(folder.resolve("manifest.json"), JsonRecords.writePretty(Manifest.cancelled("a1", "", null)));
    }

    @Test
    void differences_are_lines_and_status_1() {
        assertThat(run("verify", folder.toString())).isEqualTo(1);
        assertThat(run("verify", folder.resolve("manifest.json").toString())).isEqualTo(1);
        assertThat(out.toString().lines()).containsExactly("not-completed manifest.json: status cancelled",
                "1 difference", "not-completed manifest.json: status cancelled", "1 difference");
    }

    @Test
    void another_manifest_than_that_of_the_event_is_a_difference() {
        assertThat(run("verify", "--manifest-sha256", "00", folder.toString())).isEqualTo(1);
        assertThat(out.toString()).startsWith("manifest-sha256 manifest.json: it is ").hasLineCount(1);
    }

    @Test
    void what_cannot_be_read_is_said_and_status_2() throws Exception {
        assertThat(run("verify", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(run("verify", folder.resolve("none.json").toString())).isEqualTo(2);
        assertThat(run("verify", Files.createDirectory(folder.resolve("empty")).toString())).isEqualTo(2);
        Files.writeString(folder.resolve("manifest.json"), "{\"version\": 2}");
        assertThat(run("verify", folder.toString())).isEqualTo(2);
        assertThat(run("verify", "s3://")).isEqualTo(2);
        assertThat(run("verify")).isEqualTo(2);
        assertThat(err.toString()).contains("none: no such file or directory", "none.json: no such file or directory",
                "there is no manifest.json", "a manifest of version 2",
                "not of the form s3://BUCKET/PREFIX", "Missing required parameter");
    }
}
