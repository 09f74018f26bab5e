package io.maskexport.worker.commands;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** A script of {@code complete} commands, which fish reads. */
final class FishCompletion {
    private final StringBuilder script = new StringBuilder();
    private final String program;

    private FishCompletion(String program) {
        this.program = program;
    }

    /** For a command and all its subcommands. */
    static String of(CommandSpec root) {
        var completion = new FishCompletion(root.name());
        completion.add(root);
        return completion.script.toString();
    }

    private void add(CommandSpec root) {
        var commands = root.subcommands().values().stream().map(command -> command.getCommandSpec()).toList();
        line("-f");
        commands.forEach(command -> line("-n __fish_use_subcommand -a " + command.name()
                + described(purpose(command.usageMessage()))));
        options("__fish_use_subcommand", root);
        commands.forEach(command -> {
            var condition = quoted("__fish_seen_subcommand_from " + command.name());
            options(condition, command);
            values(command).ifPresent(values -> line("-n %s %s".formatted(condition, values)));
        });
        line("-n '__fish_seen_subcommand_from help' -a "
                + quoted(commands.stream().map(CommandSpec::name).collect(Collectors.joining(" "))));
    }

    private static String[] purpose(UsageMessageSpec usage) {
        return usage.header().length == 0 ? usage.description() : usage.header();
    }

    private void options(String condition, CommandSpec command) {
        command.options().stream().filter(option -> !option.hidden()).forEach(option -> line("-n " + condition
                + names(option) + (option.arity().max() == 0 ? "" : " -r " + value(option).orElse("-f"))
                + described(option.description())));
    }

    private static String names(OptionSpec option) {
        return Stream.of(option.names())
                .map(name -> name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1))
                .collect(Collectors.joining());
    }

    private static Optional<String> values(CommandSpec command) {
        return command.positionalParameters().stream().map(FishCompletion::value).flatMap(Optional::stream).findFirst();
    }

    /** Which values are offered: files, or words; nothing if any text will do. */
    private static Optional<String> value(ArgSpec argument) {
        if (argument.type() == Path.class || argument.paramLabel().matches(".*(FILE|DIR).*")) {
            return Optional.of("-F");
        }
        var words = words(argument);
        return words.isEmpty() ? Optional.empty() : Optional.of("-f -a " + quoted(String.join(" ", words)));
    }

    private static List<String> words(ArgSpec argument) {
        return argument.completionCandidates() == null
                ? List.of()
                : StreamSupport.stream(argument.completionCandidates().spliterator(), false)
                        .map(word -> argument.type().isEnum() ? word.toLowerCase(Locale.ROOT) : word).toList();
    }

    /** The first sentence, which fish shows beside a suggestion. */
    private static String described(String... description) {
        if (description.length == 0) {
            return "";
        }
        var sentence = description[0].replaceFirst("(?<!\\.)\\. .*|\\.$", "").replace("%%", "%").replace("%n", " ");
        return " -d " + quoted(sentence);
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private void line(String arguments) {
        script.append("complete -c ").append(program).append(' ').append(arguments).append('\n');
    }
}
