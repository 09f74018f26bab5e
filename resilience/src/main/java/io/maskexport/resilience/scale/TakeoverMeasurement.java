package io.maskexport.resilience.scale;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.maskexport.contracts.ExportCompleted;
import io.maskexport.contracts.PartCompleted;
import io.maskexport.resilience.chaos.ChaosTestBed;
import io.maskexport.sandbox.GeneratedProject;
import io.maskexport.sandbox.Sandbox;
import io.maskexport.sandbox.TopicEvents;
import io.maskexport.sandbox.WorkerProcess;
import io.maskexport.worker.bucket.MinioObjectStore;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.failure.StepRetrier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how soon another worker continues the work of one that was killed or told to stop. */
@Command(name = "takeover", mixinStandardHelpOptions = true, description = {
    "Ends a worker in the middle of an export and measures until an idle one has taken it over; with the lock as it is",
    "by default, 60 seconds."})
public final class TakeoverMeasurement implements Callable<Integer> {
    private static final String IN_FLIGHT = "mask_export_in_flight";
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    @Option(names = "--times", defaultValue = "10", description = "Measurements of each kind. Default: ${DEFAULT-VALUE}.")
    private int times;

    private int number;

    static void main(String[] arguments) {
        System.exit(new CommandLine(new TakeoverMeasurement()).execute(arguments));
    }

    /** How a worker ends. */
    private enum WorkerEnd {
        KILLED, TOLD_TO_STOP;

        void of(WorkerProcess worker) throws InterruptedException {
            switch (this) {
                case KILLED -> worker.kill();
                case TOLD_TO_STOP -> worker.terminate();
            }
        }
    }

    @Override
    public Integer call() throws Exception {
        try (var testBed = new ChaosTestBed()) {
            testBed.bucketProxy().delay(Duration.ofMillis(50));
            var settings = testBed.sandbox().settings(Map.of());
            try (var store = new MinioObjectStore(settings.storage().s3(), StepRetrier.system())) {
                GeneratedProject.upload(store, new ObjectRef(Sandbox.PROJECTS, "takeover/"), 100, 200, 3);
            }
            System.out.println(
                    "| worker | gone after, s: median, most | taken over after, s: median, most |\n|---|--:|--:|");
            for (var end : WorkerEnd.values()) {
                measure(testBed, end);
            }
            return 0;
        }
    }

    private void measure(ChaosTestBed testBed, WorkerEnd end) throws Exception {
        var gone = new ArrayList<Double>();
        var taken = new ArrayList<Double>();
        for (int i = 0; i < times; i++) {
            try (var one = WorkerProcess.work(environment(testBed));
                    var other = WorkerProcess.work(environment(testBed));
                    var events = new TopicEvents(testBed.sandbox().kafka().bootstrapServers(),
                            "mask-export.events.v1")) {
                awaitReady(one);
                awaitReady(other);
                var id = "takeover-" + ++number;
                send(testBed.sandbox(), id);
                events.await(e -> e instanceof PartCompleted && e.requestId().equals(id), TIMEOUT);
                boolean first = one.metric(IN_FLIGHT).orElseThrow() > 0;
                var start = Instant.now();
                var watch = Thread.ofVirtual().start(() -> taken.add(untilBusy(first ? other : one, start)));
                end.of(first ? one : other);
                gone.add(seconds(start));
                watch.join();
                System.err.printf("%s, gone after %.1f s, taken over after %.1f s%n", end, gone.getLast(),
                        taken.getLast());
                if (!(events.last(id, TIMEOUT) instanceof ExportCompleted)) {
                    throw new IllegalStateException("the export did not end well");
                }
            }
        }
        System.out.printf("| %s | %s | %s |%n", end.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                summary(gone), summary(taken));
    }

    private static double untilBusy(WorkerProcess worker, Instant start) {
        try {
            while (worker.metric(IN_FLIGHT).orElse(0) == 0) {
                Thread.sleep(10);
            }
            return seconds(start);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> environment(ChaosTestBed testBed) {
        var environment = testBed.environment(Duration.ofSeconds(60));
        environment.put("S3_MAX_REQUESTS", "4");
        environment.put("RENDER_MEMORY", "2MiB");
        return environment;
    }

    private static void awaitReady(WorkerProcess worker) throws IOException, InterruptedException {
        while (worker.opsPort().isEmpty()) {
            Thread.sleep(50);
        }
        Thread.sleep(1_000); // until its first heartbeat
    }

    private static void send(Sandbox sandbox, String id) throws Exception {
        var request = """
                {"version": 1, "requestId": "%s", "source": {"bucket": "%s", "prefix": "takeover/"},
                 "project": {"id": 7, "name": "takeover"}, "destination": {"bucket": "%s", "prefix": "out/"},
                 "archive": {"partMaxBytes": 2000000}}""".formatted(id, Sandbox.PROJECTS, Sandbox.EXPORTS);
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", (Object) sandbox.kafka().bootstrapServers()), new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("mask-export.requests.v1", request)).get();
        }
    }

    private static String summary(List<Double> seconds) {
        var sorted = new ArrayList<>(seconds);
        Collections.sort(sorted);
        return "%.1f, %.1f".formatted(sorted.get(sorted.size() / 2), sorted.getLast());
    }

    private static double seconds(Instant from) {
        return Duration.between(from, Instant.now()).toMillis() / 1e3;
    }
}
