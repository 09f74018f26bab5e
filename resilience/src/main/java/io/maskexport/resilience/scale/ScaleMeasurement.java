package io.maskexport.resilience.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.maskexport.contracts.ExportCompleted;
import io.maskexport.contracts.ExportPlanned;
import io.maskexport.resilience.chaos.FaultProxy;
import io.maskexport.sandbox.EmbeddedKafka;
import io.maskexport.sandbox.EmbeddedS3;
import io.maskexport.sandbox.FolderContent;
import io.maskexport.sandbox.GeneratedProject;
import io.maskexport.sandbox.Sandbox;
import io.maskexport.sandbox.TopicEvents;
import io.maskexport.worker.bucket.MinioObjectStore;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.failure.StepRetrier;
import io.maskexport.worker.service.WorkerService;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the speed-up of one export with more workers, if the bucket's latency dominates. */
@Command(name = "scale", mixinStandardHelpOptions = true, description = {
    "Makes the same export with 1, 2, 4 and 8 workers, each with 4 requests to the bucket at a time, every answer of",
    "which takes its time, and prints how long it took from the request to the last event."})
public final class ScaleMeasurement implements Callable<Integer> {
    private static final int ITEMS_A_DATASET = 500;
    private static final int SIDE = 16;
    private static final String PREFIX = "scale/";
    private static final Duration TIMEOUT = Duration.ofMinutes(40);

    @Option(names = "--items", defaultValue = "20000", description = "Images of the project. Default: ${DEFAULT-VALUE}.")
    private int items;
    @Option(names = "--latency", defaultValue = "50", description = "Milliseconds by which the bucket delays each answer. Default: ${DEFAULT-VALUE}.")
    private int latency;
    @Option(names = "--workers", defaultValue = "1,2,4,8", split = ",", description = "Numbers of workers to measure. Default: ${DEFAULT-VALUE}.")
    private List<Integer> workers = List.of();

    static void main(String[] arguments) {
        System.exit(new CommandLine(new ScaleMeasurement()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        var folder = Files.createTempDirectory("mask-export-scale");
        try (var proxy = new FaultProxy();
                var sandbox = Sandbox.of(new EmbeddedKafka(), EmbeddedS3.start(folder, 0))) {
            proxy.to(sandbox.s3().endpoint().getPort()).delay(Duration.ofMillis(latency));
            makeProject(sandbox, folder.resolve(Sandbox.PROJECTS));
            System.out.printf(
                    "%,d items, %d ms an answer%n%n| workers | planned after, s | completed after, s | items/s | speed-up |%n|--:|--:|--:|--:|--:|%n",
                    items, latency);
            export(sandbox, proxy, 1, "warm-up", ", \"datasets\": [\"dataset-0\"]");
            double one = 0;
            for (int count : workers) {
                var time = export(sandbox, proxy, count, "workers-" + count, "");
                one = one == 0 ? time.completed() * count : one;
                System.out.printf("| %d | %.1f | %.1f | %.0f | %.2f |%n", count, time.planned(), time.completed(),
                        items / time.completed(), one / time.completed());
            }
            return 0;
        } finally {
            FolderContent.delete(folder);
        }
    }

    /** Uploads one item and copies its files: uploading them all would take longer than exporting them. */
    private void makeProject(Sandbox sandbox, Path bucket) throws IOException {
        try (var store = new MinioObjectStore(sandbox.s3().settings(), StepRetrier.system())) {
            GeneratedProject.upload(store, new ObjectRef(Sandbox.PROJECTS, PREFIX), 1, SIDE, 1);
        }
        var first = bucket.resolve(PREFIX).resolve("dataset-0");
        for (int i = 1; i < items; i++) {
            var dataset = bucket.resolve(PREFIX).resolve("dataset-" + i / ITEMS_A_DATASET);
            copy(first.resolve("img/image-000000.png"), dataset.resolve("img/image-%06d.png".formatted(i)));
            copy(first.resolve("ann/image-000000.png.json"), dataset.resolve("ann/image-%06d.png.json".formatted(i)));
        }
    }

    /** Copies the file attributes too, in which the server stores object metadata. */
    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    }

    /** Seconds since the request. */
    private record ExportTime(double planned, double completed) {}

    private static ExportTime export(Sandbox sandbox, FaultProxy proxy, int count, String id, String scope)
            throws Exception {
        var services = new ArrayList<WorkerService>();
        try (var events = new TopicEvents(sandbox.kafka().bootstrapServers(), "mask-export.events.v1")) {
            for (int i = 0; i < count; i++) {
                services.add(WorkerService.start(sandbox.settings(environment(proxy)), "scale"));
            }
            var start = Instant.now();
            send(sandbox, id, scope);
            events.await(event -> event instanceof ExportPlanned && event.requestId().equals(id), TIMEOUT);
            var planned = Instant.now();
            if (!(events.last(id, TIMEOUT) instanceof ExportCompleted)) {
                throw new IllegalStateException("the export did not end well: " + events.last(id, TIMEOUT));
            }
            return new ExportTime(seconds(start, planned), seconds(start, Instant.now()));
        } finally {
            services.parallelStream().forEach(WorkerService::close);
        }
    }

    private static Map<String, String> environment(FaultProxy proxy) {
        var environment = new HashMap<String, String>();
        environment.put("S3_ENDPOINT", "http://127.0.0.1:" + proxy.port());
        environment.put("S3_MAX_REQUESTS", "4");
        environment.put("RENDER_THREADS", "1");
        environment.put("RENDER_MEMORY", "16MiB");
        environment.put("TASK_MAX_ITEMS", "250");
        return environment;
    }

    private static void send(Sandbox sandbox, String id, String scope) throws Exception {
        var request = """
                {"version": 1, "requestId": "%s", "source": {"bucket": "%s", "prefix": "%s"},
                 "project": {"id": 7, "name": "scale"}, "options": {"humanMasks": false},
                 "destination": {"bucket": "%s", "prefix": "out/"}, "archive": {"partMaxBytes": 1000000}%s}"""
                .formatted(id, Sandbox.PROJECTS, PREFIX, Sandbox.EXPORTS, scope);
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", (Object) sandbox.kafka().bootstrapServers()), new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("mask-export.requests.v1", request)).get();
        }
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1e3;
    }
}
