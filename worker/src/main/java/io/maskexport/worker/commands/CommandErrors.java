package io.maskexport.worker.commands;

import java.io.PrintWriter;
import java.util.function.BooleanSupplier;

import io.maskexport.worker.settings.UnusableEnvironmentException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong, with usage or with the world. The stack trace is printed with {@code --debug}. */
public final class CommandErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    /** Exit status of wrong usage and of an invalid configuration. */
    public static final int UNUSABLE = 2;

    private final BooleanSupplier debug;

    /** @param debug whether {@code --debug} was given */
    public CommandErrors(BooleanSupplier debug) {
        this.debug = debug;
    }

    @Override
    public int handleParseException(ParameterException thrown, String[] arguments) {
        var command = thrown.getCommandLine();
        var err = command.getErr();
        var name = command.getCommandSpec().qualifiedName();
        err.println(name + ": " + thrown.getMessage());
        UnmatchedArgumentException.printSuggestions(thrown, err);
        err.println("see: " + name + " --help");
        printStack(thrown, err);
        return UNUSABLE;
    }

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, @Nullable ParseResult parsed) {
        var err = command.getErr();
        err.println(ErrorText.of(thrown));
        printStack(thrown, err);
        return thrown instanceof UnusableEnvironmentException
                ? UNUSABLE
                : command.getCommandSpec().exitCodeOnExecutionException();
    }

    private void printStack(Exception thrown, PrintWriter err) {
        if (debug.getAsBoolean()) {
            thrown.printStackTrace(err);
        }
        err.flush();
    }
}
