package io.maskexport.worker.commands;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.maskexport.worker.MaskExport;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The generated parts of docs/command-line.md, and the manual page: from the commands as they are. */
final class CommandPages {
    private static final int WIDTH = 100;

    private CommandPages() {}

    private static List<CommandLine> commands() {
        return MaskExport.commandLine().getSubcommands().values().stream()
                .filter(command -> command.getCommandSpec().userObject().getClass().getName().startsWith("io."))
                .toList();
    }

    /** The document with new generated parts; what stands before them stays. */
    static String document(String document) {
        var written = document.substring(0, document.indexOf("| Command | Status | Meaning |"));
        return written + exitStatuses() + "\n" + help();
    }

    /** The help of each command. */
    private static String help() {
        return commands().stream().map(command -> "## %s\n\n```\n%s```\n".formatted(
                command.getCommandSpec().qualifiedName(), text(command)))
                .collect(Collectors.joining("\n"));
    }

    /** What {@code --help} prints, by the name of the file that the launcher prints it from. */
    static SortedMap<String, String> helpFiles() {
        var files = new TreeMap<String, String>();
        files.put("mask-export.txt", text(MaskExport.commandLine()));
        commands().forEach(command -> files.put(command.getCommandName() + ".txt", text(command)));
        return files;
    }

    private static String text(CommandLine command) {
        return command.setUsageHelpAutoWidth(false).setUsageHelpWidth(WIDTH).getUsageMessage(Ansi.OFF)
                .replaceAll("(?m) +$", "");
    }

    /** The exit statuses of all commands. */
    private static String exitStatuses() {
        return commands().stream().flatMap(command -> statuses(command.getCommandSpec()).entrySet().stream()
                .map(status -> "| `%s` | %s | %s |\n".formatted(command.getCommandName(), status.getKey(),
                        status.getValue())))
                .collect(Collectors.joining("", "| Command | Status | Meaning |\n|---|---|---|\n", ""));
    }

    private static Map<String, String> statuses(CommandSpec command) {
        return command.usageMessage().exitCodeList();
    }

    /** The manual page in roff. */
    static String manual() {
        return """
                .\\" Generated from the commands by CommandPagesTest.
                .TH MASK-EXPORT 1 "" "mask-export" "Mask Export Worker"
                .SH NAME
                mask-export \\- export annotated image projects as tar archives of images, annotations and masks
                .SH SYNOPSIS
                .B mask-export
                [\\-\\-debug] COMMAND [OPTIONS] [ARGUMENTS]
                .SH COMMANDS
                """ + commands().stream().map(command -> section(command.getCommandSpec()))
                .collect(Collectors.joining()) + """
                        .SH ENVIRONMENT
                        .TP
                        .B JAVA_HOME
                        The JDK to use.
                        .TP
                        .B JAVA_OPTS
                        Options for the JVM, after those that the launcher sets.
                        .TP
                        .B KAFKA_..., S3_..., WORK_...
                        The settings of the service; docs/settings.md lists them.
                        """;
    }

    private static String section(CommandSpec command) {
        var help = new CommandLine.Help(command, Ansi.OFF);
        var text = new StringBuilder(".SS %s\n".formatted(command.qualifiedName().toUpperCase(Locale.ROOT)));
        text.append(".nf\n").append(roff(help.synopsis(0).strip())).append("\n.fi\n");
        Stream.of(command.usageMessage().description())
                .forEach(line -> text.append(".PP\n").append(roff(plain(line))).append('\n'));
        command.positionalParameters().forEach(parameter -> entry(text, parameter.paramLabel(),
                parameter.description()));
        command.options().stream().filter(option -> !option.hidden()).forEach(option -> entry(text, names(option),
                Stream.of(option.description()).map(line -> line.replace("${DEFAULT-VALUE}",
                        String.valueOf(option.defaultValue()))).toArray(String[]::new)));
        text.append(".PP\nExit status:\n");
        statuses(command).forEach((status, meaning) -> entry(text, status, meaning));
        return text.toString();
    }

    private static String names(OptionSpec option) {
        var names = String.join(", ", option.names());
        return option.arity().max() == 0 ? names : names + "=" + option.paramLabel();
    }

    private static void entry(StringBuilder text, String name, String... description) {
        text.append(".TP\n.B ").append(roff(name)).append('\n').append(roff(plain(String.join(" ", description))))
                .append('\n');
    }

    /** Descriptions are formats. */
    private static String plain(String format) {
        return format.replace("%%", "%").replace("%n", " ");
    }

    private static String roff(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-").replaceAll("(?m)^([.'])", "\\\\&$1");
    }
}
