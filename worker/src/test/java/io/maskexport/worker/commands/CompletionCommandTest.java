package io.maskexport.worker.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.maskexport.worker.MaskExport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class CompletionCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private static String script(String... shell) {
        var out = new StringWriter();
        var arguments = Stream.concat(Stream.of("generate-completion"), Stream.of(shell)).toArray(String[]::new);
        assertThat(MaskExport.commandLine().setOut(new PrintWriter(out)).execute(arguments)).isZero();
        return out.toString();
    }

    private static List<CommandSpec> commands() {
        return MaskExport.commandLine().getSubcommands().values().stream().map(CommandLine::getCommandSpec).toList();
    }

    /** Bash and zsh read a list of options in the function of each command. */
    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void bash_and_zsh_complete_every_option_of_every_command(String shell) {
        var script = script(shell);

        assertThat(script).isEqualTo(script()).contains("autoload -U +X bashcompinit && bashcompinit",
                "complete -F _complete_mask-export -o default mask-export");
        for (var command : commands()) {
            var function = "function _picocli_mask-export_" + command.name().replace("-", "") + "() {";
            assertThat(script).contains(function);
            var body = script.substring(script.indexOf(function));
            assertThat(body.substring(0, body.indexOf("\n}\n"))).contains(command.options().stream()
                    .flatMap(option -> Stream.of(option.names())).toList());
        }
    }

    @Test
    void fish_completes_every_option_of_every_command() {
        var lines = script("fish").lines().toList();

        assertThat(lines).allMatch(line -> line.startsWith("complete -c mask-export "));
        for (var command : commands()) {
            assertThat(lines)
                    .anyMatch(line -> line.contains(" -n __fish_use_subcommand -a " + command.name() + " -d "));
            for (var option : command.options()) {
                assertThat(lines).as(command.name() + " " + option.longestName())
                        .anyMatch(line -> completes(line, command, option));
            }
        }
    }

    private static boolean completes(String line, CommandSpec command, OptionSpec option) {
        boolean takesValue = option.arity().max() > 0;
        return line.contains("-n '__fish_seen_subcommand_from " + command.name() + "' ")
                && Stream.of(option.names()).allMatch(name -> line.contains(name.startsWith("--")
                        ? " -l " + name.substring(2) + " "
                        : " -s " + name.substring(1) + " "))
                && line.contains(" -r ") == takesValue;
    }

    @Test
    void fish_offers_files_where_files_are_meant_and_the_words_of_a_choice() {
        var render = "complete -c mask-export -n '__fish_seen_subcommand_from render' ";

        assertThat(script("fish").lines()).contains(
                render + "-l out -r -F -d 'Output directory, outside the project; created if missing'",
                render + "-l naming -r -f -a 'part volume' -d 'part: NAME_part_0001.tar ... volume: NAME.tar.001 ..., "
                        + "which 7-Zip opens as one archive'",
                "complete -c mask-export -n '__fish_seen_subcommand_from verify' -F",
                "complete -c mask-export -n '__fish_seen_subcommand_from generate-completion' -f -a 'bash zsh fish'")
                .anyMatch(line -> line.startsWith(render + "-l name -r -f -d 'Name of the archive"));
    }

    /** Where the shell is installed. */
    @ParameterizedTest
    @CsvSource({"bash, bash, -n", "zsh, zsh, -n", "fish, fish, --no-execute"})
    void the_shell_can_read_its_script(String shell, String program, String onlyParse) throws Exception {
        assumeTrue(Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.exists(Path.of(path, program))),
                program + " is not installed");
        assertThat(output(program, onlyParse, file(script(shell)))).isEmpty();
    }

    private String file(String content) throws IOException {
        return Files.writeString(folder.resolve("script"), content).toString();
    }

    private static String output(String... command) throws IOException {
        return new String(new ProcessBuilder(command).redirectErrorStream(true).start().getInputStream().readAllBytes(),
                UTF_8);
    }
}
