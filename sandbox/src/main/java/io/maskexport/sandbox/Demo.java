package io.maskexport.sandbox;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.ExportCompleted;
import io.maskexport.worker.bucket.MinioObjectStore;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.failure.StepRetrier;
import io.maskexport.worker.preview.ExportPreview;
import io.maskexport.worker.preview.PreviewSource;
import io.maskexport.worker.service.WorkerService;
import io.maskexport.worker.settings.WorkerSettings;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Runs the main use case end to end: a request on Kafka, parts in a bucket, an event that lists them, the archive
 * unpacked and shown.
 */
public final class Demo {
    private static final String REQUEST_ID = "demo-1";
    private static final int OPS_PORT = 8080;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final Sandbox sandbox;
    private final WorkerSettings settings;
    private final DemoFolder folder;
    private final DemoTerminal terminal;

    private Demo(Sandbox sandbox, DemoFolder folder, DemoTerminal terminal) {
        this.sandbox = sandbox;
        this.settings = sandbox.settings(Map.of("OPS_PORT", Integer.toString(FreePort.orAny(OPS_PORT))));
        this.folder = folder;
        this.terminal = terminal;
    }

    /** @param arguments project folder, folder for the result, and whether to keep everything running */
    static void main(String[] arguments) throws Exception {
        var folder = new DemoFolder(Path.of(arguments[1]));
        var terminal = new DemoTerminal(System.out, folder);
        terminal.starting();
        folder.clear();
        try (var sandbox = Sandbox.startOnKnownPorts(folder.buckets())) {
            var demo = new Demo(sandbox, folder, terminal);
            try (var service = WorkerService.start(demo.settings, "demo")) {
                terminal.started(sandbox, service.opsPort());
                demo.run(Path.of(arguments[0]));
                if (Boolean.parseBoolean(arguments[2])) {
                    demo.keep();
                }
                terminal.ended();
            }
        }
    }

    private void run(Path project) throws Exception {
        try (var store = new MinioObjectStore(settings.storage().s3(), StepRetrier.system());
                var events = new TopicEvents(sandbox.kafka().bootstrapServers(), settings.kafka().topics().events())) {
            FolderContent.upload(project, store, new ObjectRef(Sandbox.PROJECTS, DemoFolder.PREFIX));
            terminal.uploaded(images(project));
            send(DemoFolder.request(REQUEST_ID));
            terminal.sent(settings.kafka().topics().requests(), DemoFolder.request(REQUEST_ID));
            events.await(event -> {
                terminal.show(event);
                return event.endsRequest();
            }, TIMEOUT);
            if (!(events.last(REQUEST_ID, TIMEOUT) instanceof ExportCompleted completed)) {
                throw new IllegalStateException("the export was not completed");
            }
            for (var part : completed.parts()) {
                unpack(store, part);
            }
        }
        Files.writeString(folder.page(),
                new ExportPreview(REQUEST_ID, new PreviewSource.UnpackedExport(folder.unpacked()), 100).page());
        folder.writeInputs(sandbox.environment());
        terminal.result();
    }

    private static long images(Path project) throws IOException {
        try (var files = Files.walk(project)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getName(file.getNameCount() - 2).toString().equals("img")).count();
        }
    }

    private void send(String request) throws Exception {
        var bytes = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(settings.kafka().properties("demo"), bytes, bytes)) {
            producer.send(new ProducerRecord<>(settings.kafka().topics().requests(), REQUEST_ID.getBytes(UTF_8),
                    request.getBytes(UTF_8))).get();
        }
    }

    private void unpack(ObjectStore store, ArchivePart part) throws IOException {
        var content = store.read(new ObjectRef(part.bucket(), part.key()))
                .orElseThrow(() -> new IllegalStateException(part.key() + " is not there"));
        try (var tar = new TarArchiveInputStream(new BufferedInputStream(new ByteArrayInputStream(content)), "UTF-8")) {
            FolderContent.unpack(tar, folder.unpacked());
        }
    }

    private void keep() throws InterruptedException {
        terminal.kept(sandbox, settings.kafka().topics().requests());
        new CountDownLatch(1).await();
    }
}
