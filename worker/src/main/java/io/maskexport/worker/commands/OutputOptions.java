package io.maskexport.worker.commands;

import java.io.PrintWriter;
import java.util.Map;

import io.maskexport.contracts.JsonRecords;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

import static java.nio.charset.StandardCharsets.UTF_8;

/** How a command prints: its result on standard output, everything else on standard error. */
final class OutputOptions {
    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Option(names = {"-q", "--quiet"}, description = "Print the result and errors only.")
    private boolean quiet;

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    boolean json() {
        return json;
    }

    boolean quiet() {
        return quiet;
    }

    /** The environment variables of the command. */
    Map<String, String> variables() {
        return CommandEnvironment.of(command);
    }

    PrintWriter out() {
        return command.commandLine().getOut();
    }

    PrintWriter err() {
        return command.commandLine().getErr();
    }

    /** Prints the result, as text or as JSON. */
    void result(String text, Object value) {
        out().println(json ? new String(JsonRecords.writePretty(value), UTF_8).strip() : text);
        out().flush();
    }

    /** Says what happens, on standard error. */
    void note(String line) {
        if (!quiet) {
            problem(line);
        }
    }

    /** Says what is wrong, on standard error. */
    void problem(String line) {
        err().println(line);
        err().flush();
    }

    /** Says what is wrong, and gives the exit status of invalid usage. */
    int unusable(String reason) {
        problem(reason);
        return CommandErrors.UNUSABLE;
    }

    /** Whether progress is drawn as a bar. */
    boolean hasBar() {
        return !quiet && ProgressBar.hasTerminal();
    }
}
