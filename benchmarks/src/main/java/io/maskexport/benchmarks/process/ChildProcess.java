package io.maskexport.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.maskexport.sandbox.WorkerProcess;

/** A program in a separate process: exchanges lines with it, and reads the system's figures about it. */
public final class ChildProcess implements AutoCloseable {
    private static final long KIB = 1024;

    private final Process process;
    private final BufferedReader output;
    private final Path errors;

    private ChildProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts a program.
     *
     * @param environment added to this process's environment
     * @param errors file for its error output
     */
    public static ChildProcess start(List<String> command, Map<String, String> environment, Path errors)
            throws IOException {
        var builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        return new ChildProcess(builder.start(), errors);
    }

    /**
     * Starts a program from this class path.
     *
     * @param options of the JVM
     * @param environment added to this process's environment
     * @param errors file for its error output
     */
    public static ChildProcess java(Class<?> program, List<String> options, Map<String, String> environment,
            Path errors,
            String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(WorkerProcess.JVM_FLAGS);
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        return start(command, environment, errors);
    }

    /** Sends a line. */
    public void send(String line) throws IOException {
        var input = process.outputWriter(StandardCharsets.UTF_8);
        input.write(line + "\n");
        input.flush();
    }

    /**
     * The next line of its output.
     *
     * @throws IOException if it has ended
     */
    public String receive() throws IOException {
        var line = output.readLine();
        if (line == null) {
            throw new IOException("it has ended: " + complaint());
        }
        return line;
    }

    /** CPU time so far, user and system, in seconds, with a resolution of 10 ms. */
    public double cpuSeconds() {
        return process.info().totalCpuDuration().map(time -> time.toMillis() / 1e3).orElse(Double.NaN);
    }

    /** Its largest resident memory so far; empty if it has ended. */
    public Optional<Long> peakResidentBytes() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB).findFirst();
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /** Discards its output. */
    public void discardOutput() {
        Thread.ofVirtual().start(() -> output.lines().forEach(line -> {}));
    }

    private String complaint() throws IOException {
        return Files.readString(errors);
    }

    /** Ends it: closes its input and asks it to end, then ends it by force. */
    @Override
    public void close() throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).close();
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
