package io.maskexport.sandbox;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;

import io.maskexport.contracts.JsonRecords;
import io.maskexport.worker.MaskExport;
import io.maskexport.worker.bucket.MinioObjectStore;
import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.S3Settings;
import io.maskexport.worker.failure.Failure;
import io.maskexport.worker.failure.StepRetrier;
import io.maskexport.worker.settings.WorkerSettings;
import io.minio.MinioClient;
import io.minio.StatObjectArgs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A worker with secured servers: TLS, passwords, and only the permissions of k8s/topics. It makes an export of several
 * tasks, refuses a request and dead-letters a record; then everything that it has emitted is searched for secrets.
 */
class SecuredIT {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";
    private static final String STATE = "vendor=some-thing";

    @TempDir
    private static Path folder;
    private static SecuredServers servers;
    private static SandboxClient client;
    private static String metrics = "";
    private static String log = "";

    @BeforeAll
    static void exportSomething() throws Exception {
        servers = new SecuredServers(folder);
        client = new SandboxClient(servers.ownersSettings());
        client.upload(Path.of("src/main/resources/sample"), "sample/");
        int port = freePort();
        try (var worker = WorkerProcess.start(environment(port), List.of("-Xmx256m",
                "-Dlogback.configurationFile=logback.xml"), "work")) {
            sendTraced(SandboxClient.request("exported", "sample/", ", \"archive\": {\"partMaxBytes\": 20000}"));
            client.send(SandboxClient.request("forbidden", "sample/", "").replace("\"out/\"", "\"elsewhere/\""));
            client.send("{\"requestId\": \"\u001b[31m no\nrequest\"}");
            client.completed("exported");
            client.last("forbidden");
            records("mask-export.dead-letters.v1", 1);
            metrics = scrape(port, "mask_export_backlog{topic=\"requests\"} 0.0");
            worker.terminate();
            log = worker.output();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        servers.close();
    }

    private static Map<String, String> environment(int port) throws IOException {
        var environment = servers.environment();
        environment.putAll(Map.of("OPS_PORT", String.valueOf(port), "LOG_FORMAT", "json", "LOG_LEVEL", "DEBUG",
                "TASK_MAX_ITEMS", "1"));
        return environment;
    }

    @Test
    void the_documented_rights_are_enough() {
        assertThat(metrics).contains("mask_export_backlog{topic=\"requests\"} 0.0",
                "mask_export_events_total{type=\"completed\"} 1.0");
        assertThat(log).contains("receiving requests from").doesNotContain("cannot set", "Authorization");
    }

    @Test
    void the_metrics_are_ours_and_those_of_clients_pool_machine_and_process() {
        assertThat(metrics).contains("mask_export_items_total{outcome=\"clean\"}", "kafka_consumer_share_",
                "kafka_producer_", "executor_active_threads{name=\"render\"}", "jvm_memory_used_bytes", "jvm_gc_",
                "jvm_threads_virtual_", "process_cpu_usage", "process_files_open_files", "system_cpu_count");
    }

    @Test
    void the_documented_series_are_exactly_those_that_exist() throws Exception {
        var documented = MetricNames.documented(Files.readString(Path.of("../docs/metrics.md")));

        assertThat(documented.names()).hasSizeGreaterThan(25);
        assertThat(documented.tags()).hasSizeGreaterThan(12);
        assertThat(documented.shown(metrics)).isEqualTo(documented);
    }

    @Test
    void every_line_of_the_log_is_json_and_tells_of_start_readiness_and_stop() throws Exception {
        List<String> messages = new ArrayList<>();
        for (var line : log.lines().toList()) {
            Map<?, ?> event = JsonRecords.read(line.getBytes(UTF_8), Map.class);
            messages.add(String.valueOf(event.get("formattedMessage")));
        }
        assertThat(messages).filteredOn(message -> message.startsWith("starts: version ")).singleElement().asString()
                .contains("share group", "render thread", "heap ", "JPEG decoder ",
                        "credentials: keys of the settings");
        assertThat(messages).containsOnlyOnce("ready").filteredOn(message -> message.startsWith("stopping: "))
                .containsExactly(
                        "stopping: takes no more records and hands over those in progress, 0 of requests and 0 of tasks");
    }

    @Test
    void the_dashboard_of_one_export_reads_fields_that_its_lines_have() throws Exception {
        var dashboard = Files.readString(Path.of("../k8s/monitoring/dashboards/mask-export-request.json"));
        var queries = Pattern.compile("\\| json ([^|]+)\\|").matcher(dashboard).results().toList();
        var fields = queries.stream()
                .flatMap(query -> Pattern.compile("=\\\\\"([\\w.]+)").matcher(query.group(1)).results())
                .map(field -> field.group(1)).distinct().toList();
        assertThat(queries).hasSize(7);
        assertThat(fields).contains("mdc.request", "formattedMessage").hasSize(5);

        int lines = 0;
        for (var line : log.lines().filter(line -> line.contains("\"exported\"")).toList()) {
            Map<?, ?> event = JsonRecords.read(line.getBytes(UTF_8), Map.class);
            assertThat(fields)
                    .allSatisfy(field -> assertThat(value(event, field)).as(field + " of " + line).isNotEmpty());
            assertThat(value(event, "mdc.request")).isEqualTo("exported");
            lines++;
        }
        assertThat(lines).isPositive();
    }

    private static String value(Map<?, ?> event, String path) {
        Object value = event;
        for (var name : path.split("\\.")) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value == null ? "" : value.toString();
    }

    @Test
    void what_the_policy_does_not_allow_is_refused() throws Exception {
        assertThat(client.last("forbidden")).asString().contains("FORBIDDEN_DESTINATION");
        assertThat(client.store().list(new ObjectRef(Sandbox.EXPORTS, "elsewhere/")).hasNext()).isFalse();
    }

    @Test
    void clients_without_password_or_permission_are_kept_out() throws Exception {
        var wrong = new HashMap<>(WorkerSettings.from(servers.environment()).kafka().properties("stranger"));
        wrong.computeIfPresent("sasl.jaas.config",
                (_, login) -> login.toString().replace(SecuredServers.KAFKA_PASSWORD, "guessed"));
        try (var admin = Admin.create(wrong)) {
            assertThatThrownBy(() -> admin.listTopics().names().get()).isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
        try (var admin = Admin.create(WorkerSettings.from(servers.environment()).kafka().properties("worker"))) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("foreign")).allTopicNames().get())
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    private static String request(Map<String, String> changes) throws Exception {
        var environment = servers.environment();
        environment.putAll(changes);
        environment.values().removeIf(String::isEmpty);
        var file = Files.writeString(folder.resolve("refused.json"), SandboxClient.request("refused", "sample/", ""));
        var output = new StringWriter();
        var printer = new PrintWriter(output, true);
        assertThat(MaskExport.commandLine(environment).setOut(printer).setErr(printer).execute("request",
                file.toString())).as(output.toString()).isEqualTo(2);
        return output.toString();
    }

    @Test
    void what_the_broker_refuses_is_a_line_with_the_remedy() throws Exception {
        var jaas = Files.readString(Path.of(servers.environment().get("KAFKA_CLIENT_SASL_JAAS_CONFIG_FILE")));
        var guessed = Files.writeString(folder.resolve("guessed"),
                jaas.replace(SecuredServers.KAFKA_PASSWORD, "guessed"));

        assertThat(request(Map.of("KAFKA_CLIENT_SASL_JAAS_CONFIG_FILE", guessed.toString()))).hasLineCount(1)
                .contains("refuses the login: Authentication failed", "; check the KAFKA_CLIENT_SASL_... settings");
        assertThat(request(Map.of("KAFKA_CLIENT_SSL_TRUSTSTORE_LOCATION", "", "KAFKA_CLIENT_SSL_TRUSTSTORE_TYPE", "")))
                .hasLineCount(1).contains("has no TLS that this client trusts");
    }

    @Test
    void a_store_with_an_untrusted_certificate_is_not_used() throws Exception {
        var known = WorkerSettings.from(servers.environment()).storage().s3();
        var trustsOthers = new S3Settings(known.endpoint(), known.region(), known.credentials(), Optional.empty(),
                known.readTimeout(), known.maxRequests(), known.uploadBuffers(), known.md5Etags());
        try (var store = new MinioObjectStore(trustsOthers, StepRetrier.system())) {
            assertThatThrownBy(() -> store.head(new ObjectRef(Sandbox.PROJECTS, "sample/meta.json")))
                    .isInstanceOf(Failure.class).hasStackTraceContaining("unable to find valid certification path");
        }
    }

    @Test
    void every_event_carries_the_trace_of_its_request() throws Exception {
        var events = records("mask-export.events.v1", 1).stream()
                .filter(event -> new String(event.key(), UTF_8).equals("exported")).toList();

        assertThat(events).hasSizeGreaterThan(6).allSatisfy(event -> {
            assertThat(new String(event.headers().lastHeader("traceparent").value(), UTF_8)).isEqualTo(PARENT);
            assertThat(new String(event.headers().lastHeader("tracestate").value(), UTF_8)).isEqualTo(STATE);
        });
    }

    @Test
    void each_line_of_the_log_is_an_object_and_names_request_and_trace() throws Exception {
        var lines = new ArrayList<Map<?, ?>>();
        for (var line : log.lines().toList()) {
            lines.add(JsonRecords.read(line.getBytes(UTF_8), Map.class));
        }
        assertThat(lines).filteredOn(line -> message(line).startsWith("part ")).hasSizeGreaterThan(3)
                .allSatisfy(line -> assertThat(line.get("mdc")).isEqualTo(
                        Map.of("request", "exported", "trace", TRACE)));
        assertThat(lines).anySatisfy(line -> {
            assertThat(line.get("mdc")).isEqualTo(Map.of("request", "forbidden"));
            assertThat(message(line)).startsWith("rejected: FORBIDDEN_DESTINATION");
        });
        assertThat(lines).anyMatch(line -> message(line).contains("is a dead letter: MALFORMED_REQUEST"));
        assertThat(log).doesNotContain("\u001b");
    }

    @Test
    void no_secret_is_in_the_log_the_metrics_the_events_or_the_bucket() throws Exception {
        var out = new HashMap<String, String>(Map.of("log", log, "metrics", metrics));
        for (var topic : List.of("mask-export.events.v1", "mask-export.dead-letters.v1", "mask-export.tasks.v1")) {
            out.put(topic, records(topic, 1).toString() + values(topic));
        }
        for (var bucket : List.of(Sandbox.EXPORTS, Sandbox.WORK)) {
            out.putAll(objects(bucket));
        }
        assertThat(out).hasSizeGreaterThan(12).allSatisfy((where, what) -> assertThat(what).as(where)
                .isNotEmpty().doesNotContain("canary", SecuredServers.KAFKA_PASSWORD, SecuredServers.S3_SECRET,
                        SecuredServers.STORE_PASSWORD));
    }

    private static String message(Map<?, ?> line) {
        return String.valueOf(line.get("formattedMessage"));
    }

    /** Metadata and content of all objects. */
    private static Map<String, String> objects(String bucket) throws Exception {
        var s3 = MinioClient.builder().endpoint(servers.s3().endpoint().toString())
                .credentials("worker", SecuredServers.S3_SECRET).build();
        s3.ignoreCertCheck();
        var found = new ArrayList<ObjectInfo>();
        client.store().list(new ObjectRef(bucket, "")).forEachRemaining(found::add);
        var objects = new HashMap<String, String>();
        for (var object : found) {
            var headers = s3.statObject(StatObjectArgs.builder().bucket(bucket).object(object.ref().key()).build())
                    .headers();
            objects.put(object.ref().toString(),
                    headers + new String(client.store().read(object.ref()).orElseThrow(), ISO_8859_1));
        }
        return objects;
    }

    private static String values(String topic) {
        var text = new StringBuilder();
        records(topic, 1).forEach(record -> {
            text.append(new String(record.value(), ISO_8859_1));
            record.headers().forEach(header -> text.append(new String(header.value(), ISO_8859_1)));
        });
        return text.toString();
    }

    private static void sendTraced(String request) throws Exception {
        var bytes = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", (Object) servers.ownersServers()), bytes,
                bytes)) {
            var record = new ProducerRecord<byte[], byte[]>("mask-export.requests.v1", request.getBytes(UTF_8));
            record.headers().add("traceparent", PARENT.getBytes(UTF_8)).add("tracestate", STATE.getBytes(UTF_8));
            producer.send(record).get();
        }
    }

    /** All records of a topic, once there are at least {@code minimum}. */
    private static List<ConsumerRecord<byte[], byte[]>> records(String topic, int minimum) {
        var bytes = new ByteArrayDeserializer();
        try (var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", (Object) servers.ownersServers()), bytes,
                bytes)) {
            var partitions = consumer.partitionsFor(topic).stream().map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            for (int turn = 0; turn < 300 && (records.size() < minimum || !isRead(consumer)); turn++) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            assertThat(records).hasSizeGreaterThanOrEqualTo(minimum);
            return records;
        }
    }

    private static boolean isRead(KafkaConsumer<?, ?> consumer) {
        return consumer.endOffsets(consumer.assignment()).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** The metrics, once they contain the line. */
    private static String scrape(int port, String line) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
        try (var http = HttpClient.newHttpClient()) {
            for (int turn = 0; turn < 90; turn++) {
                var scrape = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
                if (scrape.contains(line)) {
                    return scrape;
                }
                Thread.sleep(500);
            }
        }
        throw new AssertionError("the metrics never say " + line);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
