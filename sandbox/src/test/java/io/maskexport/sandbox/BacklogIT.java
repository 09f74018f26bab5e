package io.maskexport.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.maskexport.worker.intake.ShareGroup;
import io.maskexport.worker.metrics.BacklogGauge;
import io.maskexport.worker.metrics.WorkerMetrics;
import io.maskexport.worker.settings.WorkerSettings;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The backlog as the autoscaler queries it. */
class BacklogIT {
    private static EmbeddedKafka kafka;
    private static WorkerSettings.KafkaSettings settings;
    private static Admin admin;

    @BeforeAll
    static void start() throws Exception {
        kafka = new EmbeddedKafka();
        settings = WorkerSettings.kafkaFrom(Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()));
        kafka.createTopics(settings.topics());
        admin = Admin.create(new HashMap<>(Map.of("bootstrap.servers", kafka.bootstrapServers())));
        send(settings.topics().requests(), 3);
        send(settings.topics().tasks(), 5);
    }

    @AfterAll
    static void stop() throws Exception {
        admin.close();
        kafka.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_backlog_is_known_before_the_first_worker_takes_any_of_it(boolean shared) throws Exception {
        var topics = List.of(settings.topics().requests(), settings.topics().tasks());
        new ShareGroup(admin, settings.group()).provision(topics, Duration.ofSeconds(30));
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var metrics = new WorkerMetrics(registry);
        var group = shared
                ? settings
                : WorkerSettings.kafkaFrom(
                        Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(), "KAFKA_GROUP", "a-consumer-group"));
        try (var _ = new BacklogGauge(admin, group, shared, metrics)) {
            assertThat(registry.scrape()).contains("mask_export_backlog{topic=\"requests\"}");
            for (int turn = 0; turn < 300 && registry.scrape().contains("NaN"); turn++) {
                Thread.sleep(100);
            }
            assertThat(registry.scrape()).contains("mask_export_backlog{topic=\"requests\"} 3.0",
                    "mask_export_backlog{topic=\"tasks\"} 5.0");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void every_record_is_waiting_while_the_group_has_no_offsets(boolean shared) throws Exception {
        var group = WorkerSettings.kafkaFrom(
                Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(), "KAFKA_GROUP", "fresh-" + shared));
        assertShows(group, shared, "mask_export_backlog{topic=\"requests\"} 3.0",
                "mask_export_backlog{topic=\"tasks\"} 5.0");
    }

    @Test
    void a_partition_of_a_group_that_was_never_given_offsets_is_counted_too() throws Exception {
        var group = WorkerSettings.kafkaFrom(
                Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(), "KAFKA_GROUP", "unprovisioned"));
        var bytes = new ByteArrayDeserializer();
        var properties = group.properties("member");
        properties.put("group.id", group.group());
        try (var consumer = new KafkaShareConsumer<>(properties, bytes, bytes)) {
            consumer.subscribe(List.of(group.topics().requests(), group.topics().tasks()));
            consumer.poll(Duration.ofSeconds(1));
            assertShows(group, true, "mask_export_backlog{topic=\"requests\"}", "mask_export_backlog{topic=\"tasks\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_topic_that_is_missing_is_named_and_has_no_backlog(boolean shared) throws Exception {
        var group = WorkerSettings.kafkaFrom(Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(), "KAFKA_GROUP",
                "lonely-" + shared, "KAFKA_TASK_TOPIC", "not-made-yet"));
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (var backlog = new BacklogGauge(admin, group, shared, new WorkerMetrics(registry))) {
            for (int turn = 0; turn < 600 && !registry.scrape().contains("topic=\"requests\"} 3.0"); turn++) {
                Thread.sleep(100);
            }
            assertThat(registry.scrape()).contains("mask_export_backlog{topic=\"requests\"} 3.0",
                    "mask_export_backlog{topic=\"tasks\"} NaN");
            assertThat(backlog.missing()).containsExactly("not-made-yet");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_oldest_waiting_record_has_its_age_and_an_empty_topic_none(boolean shared) throws Exception {
        var topics = Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(), "KAFKA_GROUP", "ages-" + shared,
                "KAFKA_REQUEST_TOPIC", "aged-" + shared, "KAFKA_TASK_TOPIC", "empty-" + shared);
        var group = WorkerSettings.kafkaFrom(topics);
        admin.createTopics(List.of(new NewTopic(group.topics().requests(), 2, (short) 1),
                new NewTopic(group.topics().tasks(), 1, (short) 1))).all().get();
        var now = Instant.now();
        send(group.topics().requests(), 0, now.minus(Duration.ofHours(2)));
        send(group.topics().requests(), 1, now.minus(Duration.ofHours(3)));
        send(group.topics().requests(), 1, now);

        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (var _ = new BacklogGauge(admin, group, shared, new WorkerMetrics(registry))) {
            for (int turn = 0; turn < 600 && registry.scrape().contains("NaN"); turn++) {
                Thread.sleep(100);
            }
            var age = registry.scrape().lines()
                    .filter(line -> line.startsWith("mask_export_oldest_waiting_seconds{topic=\"requests\"} "))
                    .map(line -> Double.parseDouble(line.split(" ")[1])).findFirst();
            assertThat(age).hasValueSatisfying(seconds -> assertThat(seconds).isBetween(10_700.0, 12_000.0));
            assertThat(registry.scrape()).contains("mask_export_oldest_waiting_seconds{topic=\"tasks\"} 0.0");
        }
    }

    private static void assertShows(WorkerSettings.KafkaSettings group, boolean shared, String... lines)
            throws Exception {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (var _ = new BacklogGauge(admin, group, shared, new WorkerMetrics(registry))) {
            for (int turn = 0; turn < 600 && registry.scrape().contains("NaN"); turn++) {
                Thread.sleep(100);
            }
            assertThat(registry.scrape()).contains(lines).doesNotContain("NaN");
        }
    }

    private static void send(String topic, int partition, Instant sent) throws Exception {
        var bytes = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(settings.properties("test"), bytes, bytes)) {
            producer.send(new ProducerRecord<>(topic, partition, sent.toEpochMilli(), null, new byte[] {1})).get();
        }
    }

    private static void send(String topic, int records) throws Exception {
        var bytes = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(settings.properties("test"), bytes, bytes)) {
            for (int i = 0; i < records; i++) {
                producer.send(new ProducerRecord<>(topic, ("record " + i).getBytes(UTF_8))).get();
            }
        }
    }
}
