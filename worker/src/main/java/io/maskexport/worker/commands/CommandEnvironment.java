package io.maskexport.worker.commands;

import java.util.Map;

import picocli.CommandLine.Model.CommandSpec;

/** The environment variables that commands read; the root command has them. */
@FunctionalInterface
public interface CommandEnvironment {
    Map<String, String> variables();

    /** Those of a command: of its root command, otherwise of the process. */
    static Map<String, String> of(CommandSpec command) {
        return command.root().userObject() instanceof CommandEnvironment root ? root.variables() : System.getenv();
    }
}
