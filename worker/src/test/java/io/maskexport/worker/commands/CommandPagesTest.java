package io.maskexport.worker.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Writes the pages to target/pages; if a test fails, copy them from there. */
class CommandPagesTest {
    private static final Path DOCUMENT = Path.of("../docs/command-line.md");

    @Test
    void the_documented_commands_and_statuses_are_those_of_the_help() throws IOException {
        var document = Files.readString(DOCUMENT);
        assertThat(document).isEqualTo(CommandPages.document(document)).startsWith("# Command line\n");
    }

    @BeforeAll
    static void write() throws IOException {
        var pages = Files.createDirectories(Path.of("target/pages"));
        Files.writeString(pages.resolve("command-line.md"), CommandPages.document(Files.readString(DOCUMENT)));
        Files.writeString(pages.resolve("mask-export.1"), CommandPages.manual());
        for (var help : CommandPages.helpFiles().entrySet()) {
            Files.writeString(pages.resolve(help.getKey()), help.getValue());
        }
    }

    @Test
    void the_launcher_prints_the_help_of_the_commands() throws IOException {
        for (var help : CommandPages.helpFiles().entrySet()) {
            assertThat(Path.of("share/help", help.getKey())).hasContent(help.getValue());
        }
        try (var files = Files.list(Path.of("share/help"))) {
            assertThat(files).hasSameSizeAs(CommandPages.helpFiles().keySet());
        }
    }

    @Test
    void the_manual_page_is_that_of_the_commands() throws IOException {
        assertThat(Path.of("share/man/man1/mask-export.1")).hasContent(CommandPages.manual());
    }

}
