package io.maskexport.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.maskexport.contracts.RecordEnvelope;
import io.maskexport.sandbox.Collector.ReceivedSpan;
import io.maskexport.worker.events.KafkaEnvelope;
import io.maskexport.worker.service.WorkerService;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Traces of exports, as a collector receives them from a worker. */
class TracingIT {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SENDER = "b7ad6b7169203331";
    private static final String PARENT = "00-" + TRACE + "-" + SENDER + "-01";
    private static final String STATE = "vendor=a-b";
    private static final Set<String> ATTRIBUTES = Set.of("error.type", "mask_export.request_id", "mask_export.task",
            "mask_export.part", "mask_export.items", "mask_export.tasks", "mask_export.bytes", "mask_export.outcome",
            "resource.service.name", "resource.service.version", "resource.service.instance.id",
            "resource.telemetry.sdk.language", "resource.telemetry.sdk.name", "resource.telemetry.sdk.version");

    private static Sandbox sandbox;
    private static Collector collector;
    private static WorkerService worker;
    private static SandboxClient client;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        sandbox = Sandbox.start();
        client = new SandboxClient(sandbox.settings(Map.of()));
        client.upload(Path.of("src/main/resources/sample"), "sample/");
        var certificate = ServerCertificate.make(folder, "changeit");
        collector = new Collector(certificate);
        worker = WorkerService.start(sandbox.settings(
                Map.of("TRACE_ENDPOINT", collector.address().toString(), "TRACE_CA_FILE", certificate.pem().toString(),
                        "TRACE_HEADERS", "authorization=" + Collector.LOGIN.replace(" ", "%20"), "TASK_MAX_ITEMS",
                        "2")),
                "test");
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        worker.close();
        collector.close();
        sandbox.close();
    }

    private static void send(String request) throws Exception {
        var bytes = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", (Object) sandbox.kafka().bootstrapServers()), bytes, bytes)) {
            var record = new ProducerRecord<byte[], byte[]>("mask-export.requests.v1", request.getBytes(UTF_8));
            record.headers().add("traceparent", PARENT.getBytes(UTF_8)).add("tracestate", STATE.getBytes(UTF_8));
            producer.send(record).get();
        }
    }

    @Test
    void an_export_is_one_trace_from_its_request_to_its_uploads() throws Exception {
        send(SandboxClient.request("traced", "sample/", ", \"archive\": {\"index\": true, \"partMaxBytes\": 30000}"));
        var completed = client.completed("traced");
        int parts = completed.parts().size();
        var spans = traced(TRACE, parts);

        var request = only(spans, "request");
        assertThat(request.parent()).isEqualTo(SENDER);
        assertThat(request.state()).isEqualTo(STATE);
        assertThat(request.attributes()).containsEntry("mask_export.request_id", "traced")
                .containsEntry("mask_export.outcome", "done")
                .containsEntry("resource.service.name", "mask-export-worker")
                .containsEntry("resource.service.version", "test");
        var plan = only(spans, "plan");
        assertThat(plan.parent()).isEqualTo(request.id());
        assertThat(plan.attributes()).containsEntry("mask_export.tasks", "2").containsEntry("mask_export.items", "4");
        var tasks = named(spans, "task");
        assertThat(tasks).hasSize(2).allMatch(task -> task.parent().equals(request.id()))
                .extracting(task -> task.attributes().get("mask_export.task")).containsExactlyInAnyOrder("1", "2");
        assertThat(named(spans, "part")).hasSize(parts).allMatch(part -> ids(tasks).contains(part.parent()))
                .extracting(part -> part.attributes().get("mask_export.bytes")).containsExactlyInAnyOrderElementsOf(
                        completed.parts().stream().map(part -> String.valueOf(part.bytes())).toList());
        assertThat(named(spans, "upload")).hasSize(2 * parts)
                .allMatch(upload -> ids(named(spans, "part")).contains(upload.parent()));
        assertThat(spans).noneMatch(ReceivedSpan::error);

        var tasksSent = records("mask-export.tasks.v1", "traced");
        assertThat(tasksSent).hasSize(2).allSatisfy(task -> assertThat(task.headers())
                .containsEntry("traceparent", "00-" + TRACE + "-" + request.id() + "-01")
                .containsEntry("tracestate", STATE));
        var working = new HashSet<>(ids(tasks));
        working.add(request.id());
        assertThat(records("mask-export.events.v1", "traced")).hasSizeGreaterThan(4).allSatisfy(event -> {
            var parent = String.valueOf(event.headers().get("traceparent"));
            assertThat(parent).startsWith("00-" + TRACE + "-").endsWith("-01");
            assertThat(working).contains(parent.substring(36, 52));
        });
    }

    @Test
    void a_request_without_a_trace_begins_one_and_its_log_lines_name_it() throws Exception {
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        var log = (Logger) LoggerFactory.getLogger(WorkerService.class);
        log.setLevel(Level.INFO);
        log.addAppender(lines);
        client.send(SandboxClient.request("untraced", "sample/", ""));
        client.completed("untraced");
        var request = collector.await(span -> isOf(span, "untraced", "request")).stream()
                .filter(span -> isOf(span, "untraced", "request")).findFirst().orElseThrow();
        log.detachAppender(lines);
        assertThat(request.parent()).isEmpty();
        assertThat(lines.list).isNotEmpty().allSatisfy(
                line -> assertThat(line.getMDCPropertyMap()).containsEntry("trace", request.trace()));
        assertThat(collector.await(span -> isOf(span, "untraced", "request")))
                .filteredOn(span -> span.trace().equals(request.trace())).extracting(ReceivedSpan::name)
                .contains("plan", "part", "upload");

        client.send(SandboxClient.request("untraced", "sample/", ""));
        await(() -> collector.await(span -> isOf(span, "untraced", "request")).stream()
                .filter(span -> isOf(span, "untraced", "request")).count() > 1);
        assertThat(collector.await(span -> isOf(span, "untraced", "request")))
                .filteredOn(span -> isOf(span, "untraced", "request")).extracting(ReceivedSpan::trace)
                .as("every attempt is of the same trace").containsOnly(request.trace());
    }

    @Test
    void what_fails_says_which_error_and_no_text() throws Exception {
        client.send(SandboxClient.request("nowhere", "none-such/", ""));
        client.last("nowhere");
        var spans = collector.await(span -> span.name().equals("plan") && span.error());
        assertThat(spans).filteredOn(ReceivedSpan::error).allSatisfy(span -> {
            assertThat(span.attributes().get("error.type")).matches("io\\.maskexport\\.[\\w.$]+");
            assertThat(span.attributes().toString()).doesNotContain("none-such");
        });
    }

    @Test
    void spans_have_known_attributes_and_nothing_of_the_settings() throws Exception {
        client.send(SandboxClient.request("known", "sample/", ""));
        client.completed("known");
        for (var span : collector.await(span -> isOf(span, "known", "request"))) {
            assertThat(ATTRIBUTES).containsAll(span.attributes().keySet());
            assertThat(span.attributes().values()).noneMatch(value -> value.length() > 200
                    || value.contains(EmbeddedS3.SECRET_KEY) || value.contains(Collector.LOGIN)
                    || value.contains(Sandbox.PROJECTS));
        }
    }

    @Test
    void stages_and_spans_are_in_the_metrics() throws Exception {
        client.send(SandboxClient.request("metered", "sample/", ""));
        client.completed("metered");
        collector.await(span -> isOf(span, "metered", "request"));
        assertThat(scrape("application/openmetrics-text"))
                .containsPattern("mask_export_stage_seconds_bucket\\{stage=\"render\",le=\"[^\"]+\"} \\d+ # "
                        + "\\{span_id=\"[0-9a-f]{16}\",trace_id=\"[0-9a-f]{32}\"}");
        assertThat(scrape("text/plain")).containsPattern("mask_export_spans_total\\{outcome=\"exported\"} [1-9]")
                .contains("mask_export_spans_total{outcome=\"dropped\"} 0.0");
    }

    @Test
    void a_collector_that_does_not_answer_disturbs_no_export() throws Exception {
        var hanging = collector.hang();
        for (int n = 0; n < 3; n++) {
            client.send(SandboxClient.request("meanwhile-" + n, "sample/", ""));
            client.completed("meanwhile-" + n);
        }
        hanging.countDown();
        collector.await(span -> isOf(span, "meanwhile-2", "request"));
    }

    private static List<ReceivedSpan> traced(String trace, int parts) throws InterruptedException {
        for (var end = Instant.now().plus(Duration.ofMinutes(1)); Instant.now().isBefore(end);) {
            var spans = collector.await(span -> isOf(span, "traced", "request")).stream()
                    .filter(span -> span.trace().equals(trace)).toList();
            if (named(spans, "task").size() == 2 && named(spans, "part").size() == parts) {
                return spans;
            }
        }
        throw new AssertionError("not all spans");
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        for (var end = Instant.now().plus(Duration.ofMinutes(1)); !condition.call(); Thread.sleep(50)) {
            assertThat(Instant.now()).isBefore(end);
        }
    }

    private static boolean isOf(ReceivedSpan span, String request, String name) {
        return span.name().equals(name) && request.equals(span.attributes().get("mask_export.request_id"));
    }

    private static List<ReceivedSpan> named(List<ReceivedSpan> spans, String name) {
        return spans.stream().filter(span -> span.name().equals(name)).toList();
    }

    private static ReceivedSpan only(List<ReceivedSpan> spans, String name) {
        assertThat(named(spans, name)).hasSize(1);
        return named(spans, name).getFirst();
    }

    private static Set<String> ids(List<ReceivedSpan> spans) {
        return spans.stream().map(ReceivedSpan::id).collect(Collectors.toSet());
    }

    private static String scrape(String type) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + worker.opsPort() + "/metrics"))
                            .header("Accept", type).build(),
                    HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    /** All records of a request in a topic. */
    private static List<RecordEnvelope> records(String topic, String request) {
        var bytes = new ByteArrayDeserializer();
        try (var consumer = new KafkaConsumer<>(
                new HashMap<>(Map.of("bootstrap.servers", sandbox.kafka().bootstrapServers())), bytes, bytes)) {
            consumer.assign(consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition())).toList());
            consumer.seekToBeginning(consumer.assignment());
            var ends = consumer.endOffsets(consumer.assignment());
            var found = new ArrayList<RecordEnvelope>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    var key = Optional.ofNullable(record.key()).map(k -> new String(k, UTF_8)).orElse("");
                    if (key.equals(request) || key.startsWith(request + "/")) {
                        found.add(KafkaEnvelope.of(record));
                    }
                }
            }
            return found;
        }
    }
}
