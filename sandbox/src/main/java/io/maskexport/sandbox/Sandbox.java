package io.maskexport.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

import io.maskexport.worker.settings.WorkerSettings;

/** A broker with the worker's topics and an object store with buckets for projects, exports and the worker's records. */
public final class Sandbox implements AutoCloseable {
    public static final String PROJECTS = "projects";
    public static final String EXPORTS = "exports";
    public static final String WORK = "mask-export-work";

    private static final int KAFKA_PORT = 9092;
    private static final int S3_PORT = 9000;

    private final EmbeddedKafka kafka;
    private final EmbeddedS3 s3;

    private Sandbox(EmbeddedKafka kafka, EmbeddedS3 s3) {
        this.kafka = kafka;
        this.s3 = s3;
    }

    /** Starts both concurrently. */
    public static Sandbox start() throws Exception {
        return start(0, EmbeddedS3::start);
    }

    /** Starts both concurrently on ports that people know, or on any where those are taken. */
    static Sandbox startOnKnownPorts(Path folder) throws Exception {
        return start(KAFKA_PORT, () -> EmbeddedS3.start(folder, FreePort.orAny(S3_PORT)));
    }

    /** Starts both concurrently; the objects are files in a folder that is kept, with one subfolder for each bucket. */
    public static Sandbox start(Path folder) throws Exception {
        return start(0, () -> EmbeddedS3.start(folder, 0));
    }

    private static Sandbox start(int kafkaPort, Callable<EmbeddedS3> server) throws Exception {
        var store = new FutureTask<>(server);
        Thread.ofPlatform().start(store);
        return of(new EmbeddedKafka(kafkaPort), store.get());
    }

    /** Creates buckets and topics on a running broker and store, which are closed with the sandbox. */
    public static Sandbox of(EmbeddedKafka kafka, EmbeddedS3 s3) throws Exception {
        var sandbox = new Sandbox(kafka, s3);
        for (var bucket : List.of(PROJECTS, EXPORTS, WORK)) {
            sandbox.s3.createBucket(bucket);
        }
        sandbox.kafka.createTopics(sandbox.settings(Map.of()).kafka().topics());
        return sandbox;
    }

    public EmbeddedKafka kafka() {
        return kafka;
    }

    public EmbeddedS3 s3() {
        return s3;
    }

    /** The environment of a worker in this sandbox; requests may read and write everything. */
    public Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        environment.put("S3_ENDPOINT", s3.endpoint().toString());
        environment.put("S3_ACCESS_KEY", EmbeddedS3.ACCESS_KEY);
        environment.put("S3_SECRET_KEY", EmbeddedS3.SECRET_KEY);
        environment.put("WORK_BUCKET", WORK);
        environment.put("EXPORT_READABLE", PROJECTS);
        environment.put("EXPORT_WRITABLE", EXPORTS);
        environment.put("OPS_HOST", "127.0.0.1");
        environment.put("OPS_PORT", "0");
        return environment;
    }

    /** Settings of a worker in this sandbox. */
    public WorkerSettings settings(Map<String, String> changes) {
        var environment = environment();
        environment.putAll(changes);
        return WorkerSettings.from(environment);
    }

    @Override
    public void close() throws IOException {
        kafka.close();
        s3.close();
    }
}
