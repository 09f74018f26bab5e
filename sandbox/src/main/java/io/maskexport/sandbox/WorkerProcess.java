package io.maskexport.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** {@code mask-export} as a separate process, which can be killed, frozen and told to stop. */
public final class WorkerProcess implements AutoCloseable {
    /** What every JVM that runs the worker needs: libturbojpeg is called natively, and libraries still use Unsafe. */
    public static final List<String> JVM_FLAGS = List.of("--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private static final Pattern READY = Pattern.compile("receiving requests .* on port (\\d+)");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(
                () -> ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly),
                "no worker outlives who started it"));
    }

    private final Process process;
    private final Path output;

    private WorkerProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts a command, with this process's class path. */
    public static WorkerProcess start(Map<String, String> environment, List<String> jvm, String... arguments)
            throws IOException {
        return start("io.maskexport.worker.MaskExport", environment, jvm, arguments);
    }

    /** Starts a class from this process's class path. */
    public static WorkerProcess start(String main, Map<String, String> environment, List<String> jvm,
            String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JVM_FLAGS);
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(List.of(arguments));
        var output = Files.createTempFile("mask-export-", ".log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new WorkerProcess(builder.start(), output);
    }

    /** Starts the service. */
    public static WorkerProcess work(Map<String, String> environment) throws IOException {
        return work(environment, List.of("-Xmx256m"));
    }

    /** Starts the service; its log shows when it takes work. */
    public static WorkerProcess work(Map<String, String> environment, List<String> jvm) throws IOException {
        var logging = new HashMap<>(environment);
        logging.putIfAbsent("LOG_LEVEL", "INFO");
        return start(logging, jvm, "work");
    }

    /** Like {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Like {@code kill}; returns the exit status. */
    public int terminate() throws InterruptedException {
        process.destroy();
        return await();
    }

    /** Like {@code kill -STOP}: the process stands still without notice. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Like {@code kill -CONT}. */
    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException("no " + name + " for " + process);
        }
    }

    /** Waits for the exit status. */
    public int await() throws InterruptedException {
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running: " + process);
        }
        return process.exitValue();
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Port for metrics and probes; empty before the worker takes work. */
    public OptionalInt opsPort() throws IOException {
        var ready = READY.matcher(output());
        return ready.find() ? OptionalInt.of(Integer.parseInt(ready.group(1))) : OptionalInt.empty();
    }

    /** A metric such as {@code mask_export_in_flight}, summed over its labels; empty before the service takes work. */
    public OptionalDouble metric(String name) throws IOException, InterruptedException {
        var port = opsPort();
        if (port.isEmpty()) {
            return OptionalDouble.empty();
        }
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.getAsInt() + "/metrics"))
                .timeout(Duration.ofSeconds(30)).build();
        var answer = HTTP.send(request, BodyHandlers.ofString()).body();
        return OptionalDouble
                .of(answer.lines().filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).sum());
    }

    /** Everything that the process has printed. */
    public String output() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(output);
    }
}
