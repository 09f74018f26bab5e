package io.maskexport.resilience.fairness;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.maskexport.contracts.ExportAccepted;
import io.maskexport.sandbox.GeneratedProject;
import io.maskexport.sandbox.Sandbox;
import io.maskexport.sandbox.TopicEvents;
import io.maskexport.worker.bucket.MinioObjectStore;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.failure.StepRetrier;
import io.maskexport.worker.service.WorkerService;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how long one tenant waits behind the requests of another, with and without turns. */
@Command(name = "fairness", mixinStandardHelpOptions = true, description = {
    "Sends many small requests of tenant A, then one of tenant B, starts workers, and prints how long after that B's",
    "request began: first with QUEUE_FAIR=false, then with turns."})
public final class FairnessMeasurement implements Callable<Integer> {
    private static final String REQUESTS = "mask-export.requests.v1";
    private static final String PREFIX = "fair/";

    @Option(names = "--requests", defaultValue = "1000", description = "Requests of A. Default: ${DEFAULT-VALUE}.")
    private int requests;

    @Option(names = "--workers", defaultValue = "2", description = "Workers of one slot. Default: ${DEFAULT-VALUE}.")
    private int workers;

    @Option(names = "--items", defaultValue = "1", description = "Images of a request. Default: ${DEFAULT-VALUE}.")
    private int items;

    @Option(names = "--minutes", defaultValue = "15", description = "How long to wait for B in each of both runs. Default: ${DEFAULT-VALUE}.")
    private int minutes;

    static void main(String[] arguments) {
        System.exit(new CommandLine(new FairnessMeasurement()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        System.out.printf("%,d requests of A, then one of B; %d workers%n%n", requests, workers);
        System.out.printf(
                "| turns | B begins after, s | requests of A begun before | records sent anew |%n|---|--:|--:|--:|%n");
        for (boolean fair : List.of(false, true)) {
            measure(fair);
        }
        return 0;
    }

    private void measure(boolean fair) throws Exception {
        try (var sandbox = Sandbox.start()) {
            try (var store = new MinioObjectStore(sandbox.s3().settings(), StepRetrier.system())) {
                GeneratedProject.upload(store, new ObjectRef(Sandbox.PROJECTS, PREFIX), items, 64, 1);
            }
            send(sandbox);
            var services = new ArrayList<WorkerService>();
            try {
                for (int i = 0; i < workers; i++) {
                    services.add(WorkerService.start(sandbox.settings(Map.of("QUEUE_FAIR", "" + fair)), "fairness"));
                }
                print(fair, sandbox);
            } finally {
                services.parallelStream().forEach(WorkerService::close);
            }
        }
    }

    private void print(boolean fair, Sandbox sandbox) throws Exception {
        var start = Instant.now();
        var begun = new ArrayList<String>();
        try (var events = new TopicEvents(sandbox.kafka().bootstrapServers(), "mask-export.events.v1")) {
            events.await(event -> {
                if (event instanceof ExportAccepted) {
                    begun.add(event.requestId());
                }
                return event instanceof ExportAccepted && event.requestId().equals("b");
            }, Duration.ofMinutes(minutes));
        }
        System.out.printf("| %s | %.1f | %d | %d |%n", fair ? "yes" : "no",
                Duration.between(start, Instant.now()).toMillis() / 1e3, begun.size() - 1,
                records(sandbox) - requests - 1);
    }

    private void send(Sandbox sandbox) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", (Object) sandbox.kafka().bootstrapServers()), new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < requests; i++) {
                var _ = producer.send(new ProducerRecord<>(REQUESTS, request("a-" + i, "A")));
            }
            producer.send(new ProducerRecord<>(REQUESTS, request("b", "B"))).get();
        }
    }

    private static String request(String id, String tenant) {
        return """
                {"version": 1, "requestId": "%s", "source": {"bucket": "%s", "prefix": "%s"},
                 "project": {"id": 7, "name": "fair"}, "destination": {"bucket": "%s", "prefix": "out/"},
                 "tenant": "%s"}""".formatted(id, Sandbox.PROJECTS, PREFIX, Sandbox.EXPORTS, tenant);
    }

    /** Records ever written to the topic of requests. */
    private static long records(Sandbox sandbox) throws Exception {
        var partition = new TopicPartition(REQUESTS, 0);
        try (var admin = Admin.create(Map.of("bootstrap.servers", (Object) sandbox.kafka().bootstrapServers()))) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest())).partitionResult(partition).get().offset();
        }
    }
}
