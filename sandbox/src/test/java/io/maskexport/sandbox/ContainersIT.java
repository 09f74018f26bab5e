package io.maskexport.sandbox;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.ExportCompleted;
import io.maskexport.contracts.Manifest;
import io.maskexport.worker.MaskExport;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.service.WorkerService;
import io.maskexport.worker.settings.WorkerSettings;
import io.maskexport.worker.verify.ExportBucketFolder;
import io.maskexport.worker.verify.ExportDifference;
import io.maskexport.worker.verify.ExportVerification;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.lifecycle.Startables;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The main use case with the servers of docker-compose.yml in containers. Skipped with a message if Docker or an image
 * is missing: {@code docker pull} the images, or name others with the variables of docker-compose.yml,
 * {@code KAFKA_IMAGE} and {@code STORE_IMAGE} with {@code STORE_COMMAND}.
 */
class ContainersIT {
    private static final String KAFKA = variable("KAFKA_IMAGE", "apache/kafka:4.3.1");
    private static final String STORE = variable("STORE_IMAGE", "chrislusf/seaweedfs:4.48");
    private static final String STORE_COMMAND = variable("STORE_COMMAND",
            "mini -dir=/data -webdav=false -admin.ui=false");
    private static final Duration START = Duration.ofMinutes(5);
    private static final Path SAMPLE = Path.of("src/main/resources/sample");
    private static final List<String> BUCKETS = List.of(Sandbox.PROJECTS, Sandbox.EXPORTS, Sandbox.WORK);

    @TempDir
    private static Path folder;
    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();
    private static SandboxClient client;

    @BeforeAll
    static void start() throws Exception {
        for (var image : List.of(KAFKA, STORE)) {
            if (!isThere(image)) {
                var message = "skipped: ContainersIT, no Docker or no image " + image;
                System.out.println(message);
                Assumptions.abort(message);
            }
        }
        var servers = new Servers();
        OPEN.push(servers);
        servers.start();
        client = new SandboxClient(servers.settings(Map.of()));
        OPEN.push(client);
        client.upload(SAMPLE, "sample/");
        OPEN.push(WorkerService.start(servers.settings(Map.of("TASK_MAX_ITEMS", "1", "QUEUE_SLOTS", "2")), "test"));
    }

    @AfterAll
    static void stop() throws Exception {
        while (!OPEN.isEmpty()) {
            OPEN.pop().close();
        }
    }

    @Test
    void an_export_equals_a_local_render_and_matches_its_manifest() throws Exception {
        client.send(SandboxClient.request("contained", "sample/", ", \"archive\": {\"partMaxBytes\": 20000}"));
        var completed = client.completed("contained");

        assertThat(completed.parts()).hasSizeGreaterThan(3);
        assertThat(unpacked(completed)).isEqualTo(rendered());
        assertThat(differences(completed)).isEmpty();
    }

    @Test
    void the_same_request_is_answered_again_with_the_same_parts() throws Exception {
        client.send(SandboxClient.request("again", "sample/", ""));
        var first = client.completed("again");
        client.send(SandboxClient.request("again", "sample/", ""));
        client.events().await(event -> event.equals(first) && ends("again") > 1, SandboxClient.TIMEOUT);

        assertThat(client.events().received().stream().filter(e -> e.event().requestId().equals("again"))
                .filter(e -> e.event().endsRequest()).distinct()).hasSize(1);
    }

    private static long ends(String requestId) {
        return client.events().received().stream()
                .filter(e -> e.event().requestId().equals(requestId) && e.event().endsRequest()).count();
    }

    private static List<ExportDifference> differences(ExportCompleted completed) throws IOException {
        var manifest = new ObjectRef(completed.manifest().bucket(), completed.manifest().key());
        var differences = new ArrayList<ExportDifference>();
        ExportVerification.of(
                new ExportBucketFolder(client.store(), new ObjectRef(manifest.bucket(),
                        manifest.key().replace("manifest.json", ""))),
                Manifest.read(client.store().read(manifest).orElseThrow()), "manifest.json", differences::add);
        return differences;
    }

    private static Map<String, String> unpacked(ExportCompleted completed) throws Exception {
        var target = Files.createDirectories(folder.resolve("unpacked"));
        for (var part : client.download(completed, folder.resolve("parts"))) {
            try (var tar = new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(part)), "UTF-8")) {
                FolderContent.unpack(tar, target);
            }
        }
        assertThat(completed.parts()).extracting(ArchivePart::key).isSorted();
        return SandboxClient.files(target);
    }

    private static Map<String, String> rendered() throws IOException {
        var target = folder.resolve("rendered");
        assertThat(MaskExport.commandLine().execute("render", "--project", SAMPLE.toString(), "--out",
                target.toString(), "--masks", "human,machine,semantic_rgb,instance")).isZero();
        return SandboxClient.files(target);
    }

    /** Uses the Docker command line, which never pulls. */
    private static boolean isThere(String image) throws InterruptedException {
        try {
            return new ProcessBuilder("docker", "image", "inspect", image)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start().waitFor() == 0;
        } catch (IOException e) {
            return false; // no Docker
        }
    }

    private static String variable(String name, String fallback) {
        return System.getenv().getOrDefault(name, fallback);
    }

    /** A broker and a store, each in a container, on loopback ports. */
    private static final class Servers implements AutoCloseable {
        private final int kafkaPort;
        private final GenericContainer<?> kafka;
        private final GenericContainer<?> store;

        Servers() throws IOException {
            kafkaPort = freePort();
            kafka = new GenericContainer<>(KAFKA).withExposedPorts(29092).withEnv(brokerSettings())
                    .waitingFor(Wait.forListeningPort().withStartupTimeout(START));
            // Clients connect to the address that the broker advertises, so the port must be known in advance.
            kafka.setPortBindings(List.of("127.0.0.1:" + kafkaPort + ":29092"));
            store = new GenericContainer<>(STORE).withExposedPorts(8333).withCommand(STORE_COMMAND)
                    .withEnv("AWS_ACCESS_KEY_ID", EmbeddedS3.ACCESS_KEY)
                    .withEnv("AWS_SECRET_ACCESS_KEY", EmbeddedS3.SECRET_KEY)
                    .waitingFor(Wait.forHttp("/").forPort(8333).forStatusCodeMatching(status -> status < 500)
                            .withStartupTimeout(START));
        }

        void start() throws Exception {
            Startables.deepStart(Stream.of(kafka, store)).join();
            EmbeddedKafka.createTopics("127.0.0.1:" + kafkaPort, settings(Map.of()).kafka().topics());
            var s3 = MinioClient.builder().endpoint(endpoint()).credentials(EmbeddedS3.ACCESS_KEY,
                    EmbeddedS3.SECRET_KEY).build();
            for (var bucket : BUCKETS) {
                s3.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
            }
        }

        private String endpoint() {
            return "http://" + store.getHost() + ":" + store.getMappedPort(8333);
        }

        WorkerSettings settings(Map<String, String> more) {
            var environment = new HashMap<>(Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + kafkaPort,
                    "S3_ENDPOINT", endpoint(), "S3_ACCESS_KEY", EmbeddedS3.ACCESS_KEY, "S3_SECRET_KEY",
                    EmbeddedS3.SECRET_KEY, "WORK_BUCKET", Sandbox.WORK, "EXPORT_READABLE", Sandbox.PROJECTS,
                    "EXPORT_WRITABLE", Sandbox.EXPORTS, "OPS_HOST", "127.0.0.1", "OPS_PORT", "0"));
            environment.putAll(more);
            return WorkerSettings.from(environment);
        }

        /** As in docker-compose.yml. */
        private Map<String, String> brokerSettings() {
            var settings = new HashMap<String, String>();
            settings.put("CLUSTER_ID", "bWFzay1leHBvcnQtY2x1cw");
            settings.put("KAFKA_NODE_ID", "1");
            settings.put("KAFKA_PROCESS_ROLES", "broker,controller");
            settings.put("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093");
            settings.put("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER");
            settings.put("KAFKA_INTER_BROKER_LISTENER_NAME", "PLAINTEXT");
            settings.put("KAFKA_LISTENERS", "PLAINTEXT://:9092,CONTROLLER://:9093,HOST://:29092");
            settings.put("KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://localhost:9092,HOST://127.0.0.1:" + kafkaPort);
            settings.put("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                    "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,HOST:PLAINTEXT");
            settings.put("KAFKA_LOG_DIRS", "/tmp/kafka-logs");
            for (var topic : List.of("OFFSETS_TOPIC", "TRANSACTION_STATE_LOG", "SHARE_COORDINATOR_STATE_TOPIC")) {
                settings.put("KAFKA_" + topic + "_REPLICATION_FACTOR", "1");
            }
            settings.put("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1");
            settings.put("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1");
            return settings;
        }

        private static int freePort() throws IOException {
            try (var socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            }
        }

        @Override
        public void close() {
            kafka.stop();
            store.stop();
        }
    }
}
