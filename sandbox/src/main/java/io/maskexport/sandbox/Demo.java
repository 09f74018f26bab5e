package io.maskexport.sandbox;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.ExportCompleted;
import io.maskexport.contracts.ExportEvent;
import io.maskexport.contracts.ExportPlanned;
import io.maskexport.contracts.ExportProgressed;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.PartCompleted;
import io.maskexport.worker.bucket.MinioObjectStore;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.failure.StepRetrier;
import io.maskexport.worker.service.WorkerService;
import io.maskexport.worker.settings.WorkerSettings;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Runs the main use case end to end: a request on Kafka, parts in a bucket, an event that lists them, the archive
 * unpacked.
 */
public final class Demo {
    private static final String REQUEST_ID = "demo-1";
    private static final String PREFIX = "street-and-harbour/";
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final Sandbox sandbox;
    private final WorkerSettings settings;
    private final Path target;
    private final PrintStream out;

    private Demo(Sandbox sandbox, Path target, PrintStream out) {
        this.sandbox = sandbox;
        this.settings = sandbox.settings(Map.of());
        this.target = target;
        this.out = out;
    }

    /** @param arguments project folder, folder to unpack into, and whether to keep everything running */
    static void main(String[] arguments) throws Exception {
        boolean keep = Boolean.parseBoolean(arguments[2]);
        System.out.println("Starting a Kafka broker and an S3 server in this process ...");
        try (var sandbox = Sandbox.start()) {
            var demo = new Demo(sandbox, Path.of(arguments[1]), System.out);
            try (var service = WorkerService.start(demo.settings, "demo")) {
                demo.run(Path.of(arguments[0]));
                if (keep) {
                    demo.keep(service);
                }
            }
        }
    }

    private void run(Path project) throws Exception {
        try (var store = new MinioObjectStore(settings.storage().s3(), StepRetrier.system());
                var events = new TopicEvents(sandbox.kafka().bootstrapServers(), settings.kafka().topics().events())) {
            FolderContent.upload(project, store, new ObjectRef(Sandbox.PROJECTS, PREFIX));
            out.printf("Uploaded %s to s3://%s/%s%n%nRequest, sent to %s:%n%s%n%n", project.getFileName(),
                    Sandbox.PROJECTS, PREFIX, settings.kafka().topics().requests(), request());
            send(request());
            events.await(event -> {
                show(event);
                return event.endsRequest();
            }, TIMEOUT);
            show(store, events.last(REQUEST_ID, TIMEOUT));
        }
    }

    private static String request() {
        return """
                {
                  "version": 1,
                  "requestId": "%s",
                  "source": {"bucket": "%s", "prefix": "%s"},
                  "project": {"id": 1, "name": "street and harbour"},
                  "options": {"semanticRgbMasks": true, "instanceMasks": true},
                  "destination": {"bucket": "%s", "prefix": "demo/"}
                }""".formatted(REQUEST_ID, Sandbox.PROJECTS, PREFIX, Sandbox.EXPORTS);
    }

    private void send(String request) throws Exception {
        var bytes = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(settings.kafka().properties("demo"), bytes, bytes)) {
            producer.send(new ProducerRecord<>(settings.kafka().topics().requests(), REQUEST_ID.getBytes(UTF_8),
                    request.getBytes(UTF_8))).get();
        }
    }

    private void show(ExportEvent event) {
        out.println("  " + event.getClass().getSimpleName() + switch (event) {
            case ExportPlanned planned -> ": %d images, %d task".formatted(planned.items(), planned.tasks());
            case ExportProgressed progress -> ": %d of %d".formatted(progress.done(), progress.items());
            case PartCompleted part -> ": s3://%s/%s, %,d bytes".formatted(part.part().bucket(), part.part().key(),
                    part.part().bytes());
            default -> "";
        });
    }

    private void show(ObjectStore store, ExportEvent last) throws IOException {
        out.printf("%nThe last event:%n%s%n", new String(JsonRecords.writePretty(last), UTF_8));
        if (!(last instanceof ExportCompleted completed)) {
            throw new IllegalStateException("the export was not completed");
        }
        FolderContent.delete(target);
        Files.createDirectories(target);
        for (var part : completed.parts()) {
            unpack(store, part);
        }
        out.printf("Unpacked into %s:%n%s%n%nA human mask to look at: %s%n", target, FolderContent.tree(target),
                humanMask());
    }

    private void unpack(ObjectStore store, ArchivePart part) throws IOException {
        var content = store.read(new ObjectRef(part.bucket(), part.key()))
                .orElseThrow(() -> new IllegalStateException(part.key() + " is not there"));
        try (var tar = new TarArchiveInputStream(new BufferedInputStream(new ByteArrayInputStream(content)), "UTF-8")) {
            FolderContent.unpack(tar, target);
        }
    }

    private Path humanMask() throws IOException {
        try (var files = Files.walk(target)) {
            return files.filter(file -> file.toString().contains("masks_human") && Files.isRegularFile(file)).sorted()
                    .findFirst().orElseThrow();
        }
    }

    private void keep(WorkerService service) throws InterruptedException {
        out.printf("""

                Broker, bucket and worker go on until you press Ctrl-C. For a request of your own, in another terminal:

                  export %s
                  worker/bin/mask-export request FILE

                FILE holds a request as above with another requestId. Metrics: http://127.0.0.1:%d/metrics
                """, environment(), service.opsPort());
        new CountDownLatch(1).await();
    }

    private String environment() {
        var environment = sandbox.environment();
        return String.join(" ", environment.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).sorted()
                .toList());
    }
}
