package io.maskexport.worker;

import java.util.LinkedHashMap;
import java.util.Map;

import io.maskexport.worker.commands.BuildVersion;
import io.maskexport.worker.commands.CancelCommand;
import io.maskexport.worker.commands.CommandCache;
import io.maskexport.worker.commands.CommandEnvironment;
import io.maskexport.worker.commands.CommandErrors;
import io.maskexport.worker.commands.CompletionCommand;
import io.maskexport.worker.commands.FollowCommand;
import io.maskexport.worker.commands.ListCommand;
import io.maskexport.worker.commands.PreviewCommand;
import io.maskexport.worker.commands.RenderCommand;
import io.maskexport.worker.commands.RequestCommand;
import io.maskexport.worker.commands.StatusCommand;
import io.maskexport.worker.commands.VerifyCommand;
import io.maskexport.worker.commands.WorkCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root command; each subcommand is a class of {@code io.maskexport.worker.commands}. */
@Command(name = "mask-export", description = "Exports annotated image projects as tar archives of images, annotations and masks.", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, usageHelpAutoWidth = true)
public final class MaskExport implements CommandEnvironment {
    private final Map<String, String> variables;

    private static final Map<String, Class<?>> COMMANDS = commands();

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
        return commandLine(variables, COMMANDS);
    }

    private static CommandLine commandLine(Map<String, String> variables, Map<String, Class<?>> commands) {
        var root = new MaskExport(variables);
        var errors = new CommandErrors(() -> root.debug);
        var line = new CommandLine(root);
        commands.forEach(line::addSubcommand);
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(errors).setExecutionExceptionHandler(errors);
    }

    private static Map<String, Class<?>> commands() {
        var commands = new LinkedHashMap<String, Class<?>>();
        commands.put("work", WorkCommand.class);
        commands.put("render", RenderCommand.class);
        commands.put("request", RequestCommand.class);
        commands.put("cancel", CancelCommand.class);
        commands.put("status", StatusCommand.class);
        commands.put("follow", FollowCommand.class);
        commands.put("list", ListCommand.class);
        commands.put("verify", VerifyCommand.class);
        commands.put("preview", PreviewCommand.class);
        commands.put("generate-completion", CompletionCommand.class);
        commands.put("help", HelpCommand.class);
        return commands;
    }

    /** The command that the first argument names: the others take time to read. All, if it is about all, or unknown. */
    private static Map<String, Class<?>> wanted(String[] arguments) {
        var name = arguments.length == 0 ? "" : arguments[0];
        return COMMANDS.entrySet().stream().filter(command -> command.getKey().equals(name))
                .filter(command -> command.getValue() != CompletionCommand.class
                        && command.getValue() != HelpCommand.class)
                .findFirst()
                .map(command -> Map.<String, Class<?>>of(command.getKey(), command.getValue())).orElse(COMMANDS);
    }

    @Override
    public Map<String, String> variables() {
        return variables;
    }

    static void main(String[] arguments) {
        int status = commandLine(System.getenv(), wanted(arguments)).execute(arguments);
        if (status == CommandErrors.UNUSABLE) {
            CommandCache.forget(System.getProperty(CommandCache.NEW_ARCHIVE));
        }
        System.exit(status);
    }
}
