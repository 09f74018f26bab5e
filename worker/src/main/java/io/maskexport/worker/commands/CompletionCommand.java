package io.maskexport.worker.commands;

import java.util.concurrent.Callable;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete commands and options. */
@Command(name = "generate-completion", mixinStandardHelpOptions = true, description = {
    "Prints a script that lets a shell complete commands, options and their values.",
    "bash, zsh: source <(mask-export generate-completion)", "fish: mask-export generate-completion fish | source",
    "Put the line into .bashrc, .zshrc or config.fish to have it in every shell."}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
        "0:success", "2:invalid usage"})
public final class CompletionCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SHELL", arity = "0..1", defaultValue = "bash", description = "bash, zsh or fish. Default: ${DEFAULT-VALUE}.")
    private CompletionShell shell = CompletionShell.BASH;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** A shell that can complete. */
    private enum CompletionShell {
        BASH, ZSH, FISH
    }

    @Override
    public Integer call() {
        var root = spec.root().commandLine();
        var out = spec.commandLine().getOut();
        out.print(switch (shell) {
            case BASH, ZSH -> AutoComplete.bash(root.getCommandName(), root); // sets itself up in zsh, too
            case FISH -> FishCompletion.of(root.getCommandSpec());
        });
        out.flush();
        return 0;
    }
}
