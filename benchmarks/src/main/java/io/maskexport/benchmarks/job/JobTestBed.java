package io.maskexport.benchmarks.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.maskexport.benchmarks.process.ChildProcess;
import io.maskexport.contracts.ExportCompleted;
import io.maskexport.sandbox.Sandbox;
import io.maskexport.sandbox.TopicEvents;
import io.maskexport.worker.MaskExport;
import io.maskexport.worker.settings.WorkerSettings;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Broker, bucket and client for the workers under test. */
public final class JobTestBed implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofHours(6);

    private final Path folder;
    private final ChildProcess servers;
    private final Map<String, String> environment = new HashMap<>();
    private final WorkerSettings settings;
    private final KafkaProducer<byte[], byte[]> producer;
    private final TopicEvents events;

    private JobTestBed(Path folder, Class<?> serverProcess) throws IOException {
        this.folder = folder;
        servers = ChildProcess.java(serverProcess, List.of("-Xmx768m"), Map.of("LOG_LEVEL", "ERROR"),
                log("servers"),
                folder.resolve("buckets").toString());
        for (var line = servers.receive(); !line.isEmpty(); line = servers.receive()) {
            if (line.contains("=")) {
                environment.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
            }
        }
        settings = WorkerSettings.from(environment);
        var bytes = new ByteArraySerializer();
        producer = new KafkaProducer<>(settings.kafka().properties("benchmark"), bytes, bytes);
        events = new TopicEvents(settings.kafka().bootstrapServers(), settings.kafka().topics().events());
    }

    /** Starts broker and bucket, with all data in a temporary folder. */
    public static JobTestBed start() throws IOException {
        return start(ServerProcess.class);
    }

    /**
     * Starts other servers.
     *
     * @param serverProcess prints a worker's environment, followed by a blank line, and runs until its input ends
     */
    public static JobTestBed start(Class<?> serverProcess) throws IOException {
        return new JobTestBed(Files.createTempDirectory("mask-export-benchmark-"), serverProcess);
    }

    /** What servers that count something have counted so far. */
    public String serverFigures() throws IOException {
        servers.send("");
        return servers.receive();
    }

    /** The log file of a process. */
    public Path log(String process) {
        return folder.resolve(process + ".log");
    }

    /** The folder that holds the objects of a bucket as files. */
    Path bucket(String name) {
        return folder.resolve("buckets").resolve(name);
    }

    /** Adds a project to the bucket. */
    public void add(String name, SampleProject project) throws IOException {
        project.write(bucket(Sandbox.PROJECTS).resolve(name));
    }

    /**
     * Starts a worker.
     *
     * @param options of its JVM
     * @param changes to its environment
     */
    public ChildProcess worker(String name, List<String> options, Map<String, String> changes) throws IOException {
        var complete = new HashMap<>(environment);
        complete.put("LOG_LEVEL", "WARN");
        complete.putAll(changes);
        var worker = ChildProcess.java(MaskExport.class, options, complete, log(name), "work");
        worker.discardOutput();
        return worker;
    }

    /** Starts another program that uses the bucket. */
    public ChildProcess program(Class<?> program, List<String> options) throws IOException {
        return ChildProcess.java(program, options, environment, log(program.getSimpleName()));
    }

    /**
     * Sends a request and waits for its end.
     *
     * @throws IllegalStateException unless it completes without a warning
     */
    public ExportCompleted run(JobRequest job) throws Exception {
        producer.send(new ProducerRecord<>(settings.kafka().topics().requests(), job.request().getBytes(UTF_8)))
                .get(30, TimeUnit.SECONDS);
        var last = events.last(job.id(), TIMEOUT);
        if (last instanceof ExportCompleted completed
                && completed.status() == ExportCompleted.CompletionStatus.COMPLETED) {
            return completed;
        }
        throw new IllegalStateException("not as it should be: " + last);
    }

    @Override
    public void close() throws IOException {
        producer.close();
        events.close();
        servers.close();
        delete(folder);
    }

    private static void delete(Path folder) throws IOException {
        var files = new ArrayList<Path>();
        try (var walk = Files.walk(folder)) {
            walk.sorted(Comparator.reverseOrder()).forEach(files::add);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (var file : files) {
            Files.delete(file);
        }
    }
}
