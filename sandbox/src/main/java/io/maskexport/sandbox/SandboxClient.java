package io.maskexport.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.ExportCompleted;
import io.maskexport.contracts.ExportEvent;
import io.maskexport.worker.bucket.MinioObjectStore;
import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.failure.StepRetrier;
import io.maskexport.worker.settings.WorkerSettings;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A user of the system: sends requests, follows events, downloads parts. */
public final class SandboxClient implements AutoCloseable {
    public static final Duration TIMEOUT = Duration.ofMinutes(3);

    private final WorkerSettings settings;
    private final MinioObjectStore store;
    private final KafkaProducer<byte[], byte[]> producer;
    private final TopicEvents events;

    public SandboxClient(WorkerSettings settings) {
        this.settings = settings;
        store = new MinioObjectStore(settings.storage().s3(), StepRetrier.system());
        var bytes = new ByteArraySerializer();
        producer = new KafkaProducer<>(settings.kafka().properties("client"), bytes, bytes);
        events = new TopicEvents(settings.kafka().bootstrapServers(), settings.kafka().topics().events());
    }

    /** A request for the human, machine and instance masks of a project. */
    public static String request(String id, String prefix, String more) {
        return """
                {"version": 1, "requestId": "%s", "source": {"bucket": "%s", "prefix": "%s"},
                 "project": {"id": 7, "name": "test"}, "options": {"instanceMasks": true, "semanticRgbMasks": true},
                 "destination": {"bucket": "%s", "prefix": "out/"}%s}
                """.formatted(id, Sandbox.PROJECTS, prefix, Sandbox.EXPORTS, more);
    }

    public void upload(Path project, String prefix) throws IOException {
        FolderContent.upload(project, store, new ObjectRef(Sandbox.PROJECTS, prefix));
    }

    public void send(String request) throws Exception {
        send(settings.kafka().topics().requests(), request);
    }

    public void send(String topic, String value) throws Exception {
        producer.send(new ProducerRecord<>(topic, value.getBytes(UTF_8))).get(30, TimeUnit.SECONDS);
    }

    /** Cancels a request whose destination is that of {@link #request}. */
    public void cancel(String requestId) throws Exception {
        send(settings.kafka().topics().control(), """
                {"version": 1, "requestId": "%s", "destination": {"bucket": "%s", "prefix": "out/"}}"""
                .formatted(requestId, Sandbox.EXPORTS));
    }

    public ExportEvent last(String requestId) throws IOException {
        return events.last(requestId, TIMEOUT);
    }

    public ExportCompleted completed(String requestId) throws IOException {
        var last = last(requestId);
        if (last instanceof ExportCompleted completed) {
            return completed;
        }
        throw new AssertionError("not completed: " + last);
    }

    public TopicEvents events() {
        return events;
    }

    public MinioObjectStore store() {
        return store;
    }

    /** Downloads the parts of an export and checks each against its SHA-256. */
    public List<Path> download(ExportCompleted completed, Path folder) throws Exception {
        Files.createDirectories(folder);
        var files = new ArrayList<Path>();
        for (var part : completed.parts()) {
            var content = content(part);
            files.add(Files.write(folder.resolve(part.fileName()), content));
        }
        return files;
    }

    private byte[] content(ArchivePart part) throws Exception {
        var content = store.read(new ObjectRef(part.bucket(), part.key())).orElseThrow();
        var sha256 = DigestUtils.sha256Hex(content);
        if (!sha256.equals(part.sha256()) || content.length != part.bytes()) {
            throw new AssertionError(part + " is " + content.length + " bytes of " + sha256);
        }
        return content;
    }

    /** Keys below the folder of a request. */
    public List<String> objects(String requestId) throws IOException {
        var keys = new ArrayList<String>();
        store.list(new ObjectRef(Sandbox.EXPORTS, "out/" + requestId + "/"))
                .forEachRemaining((ObjectInfo object) -> keys.add(object.ref().key()));
        return keys;
    }

    /** Waits for a dead letter with this value; returns its headers. */
    public Map<String, String> deadLetter(String value) {
        var text = new StringDeserializer();
        try (var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", settings.kafka().bootstrapServers()), text,
                text)) {
            consumer.assign(List.of(new TopicPartition(settings.kafka().topics().deadLetters(), 0)));
            consumer.seekToBeginning(consumer.assignment());
            for (var end = Instant.now().plus(TIMEOUT); Instant.now().isBefore(end);) {
                for (var record : consumer.poll(Duration.ofMillis(500))) {
                    if (record.value().equals(value)) {
                        var headers = new HashMap<String, String>();
                        record.headers().forEach(h -> headers.put(h.key(), new String(h.value(), UTF_8)));
                        return headers;
                    }
                }
            }
        }
        throw new AssertionError("no dead letter of " + value);
    }

    /** The content of all files in a folder, in hexadecimal, by path. */
    static Map<String, String> files(Path folder) throws IOException {
        var files = new java.util.TreeMap<String, String>();
        try (var walk = Files.walk(folder)) {
            for (var file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
                files.put(folder.relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    @Override
    public void close() {
        producer.close();
        events.close();
        store.close();
    }
}
