package io.maskexport.worker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

import io.maskexport.worker.commands.BuildVersion;
import io.maskexport.worker.commands.CancelCommand;
import io.maskexport.worker.commands.PreviewCommand;
import io.maskexport.worker.commands.RenderCommand;
import io.maskexport.worker.commands.RequestCommand;
import io.maskexport.worker.commands.VerifyCommand;
import io.maskexport.worker.commands.WorkCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The root command; each subcommand is a class of {@code io.maskexport.worker.commands}. */
@Command(name = "mask-export", description = "Exports annotated image projects as tar archives of images, annotations and masks.", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, usageHelpAutoWidth = true, subcommands = {
    WorkCommand.class, RenderCommand.class, RequestCommand.class, CancelCommand.class, VerifyCommand.class,
    PreviewCommand.class, HelpCommand.class})
public final class MaskExport {
    private MaskExport() {}

    /** The command line with all its subcommands, for the process and for tests. */
    public static CommandLine commandLine() {
        return new CommandLine(new MaskExport()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** Libraries that log by java.util.logging, such as the S3 client, log as all others do. */
    private static void logAsOne() {
        try {
            LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(
                    "handlers=org.slf4j.bridge.SLF4JBridgeHandler".getBytes(StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void main(String[] arguments) {
        logAsOne();
        System.exit(commandLine().execute(arguments));
    }
}
