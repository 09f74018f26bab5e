package io.maskexport.worker;

import java.util.Map;

import io.maskexport.worker.commands.BuildVersion;
import io.maskexport.worker.commands.CancelCommand;
import io.maskexport.worker.commands.CommandEnvironment;
import io.maskexport.worker.commands.CommandErrors;
import io.maskexport.worker.commands.ListCommand;
import io.maskexport.worker.commands.PreviewCommand;
import io.maskexport.worker.commands.RenderCommand;
import io.maskexport.worker.commands.RequestCommand;
import io.maskexport.worker.commands.StatusCommand;
import io.maskexport.worker.commands.VerifyCommand;
import io.maskexport.worker.commands.WorkCommand;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root command; each subcommand is a class of {@code io.maskexport.worker.commands}. */
@Command(name = "mask-export", description = "Exports annotated image projects as tar archives of images, annotations and masks.", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, usageHelpAutoWidth = true, subcommands = {
    WorkCommand.class, RenderCommand.class, RequestCommand.class, CancelCommand.class, StatusCommand.class,
    ListCommand.class, VerifyCommand.class, PreviewCommand.class, GenerateCompletion.class, HelpCommand.class})
public final class MaskExport implements CommandEnvironment {
    private final Map<String, String> variables;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print the stack trace of an error.")
    private boolean debug;

    private MaskExport(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** The command line with all its subcommands. */
    public static CommandLine commandLine() {
        return commandLine(System.getenv());
    }

    /** @param variables the environment that the commands read */
    public static CommandLine commandLine(Map<String, String> variables) {
        var root = new MaskExport(variables);
        var errors = new CommandErrors(() -> root.debug);
        return new CommandLine(root).setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(errors).setExecutionExceptionHandler(errors);
    }

    @Override
    public Map<String, String> variables() {
        return variables;
    }

    static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }
}
