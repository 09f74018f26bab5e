package io.maskexport.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.ExportCompleted;
import io.maskexport.contracts.ExportTotals;
import io.maskexport.contracts.ObjectPointer;
import io.maskexport.contracts.ProjectName;
import io.maskexport.contracts.TraceContext;
import io.maskexport.contracts.WarningCounts;
import io.maskexport.worker.events.DeadLetters;
import io.maskexport.worker.events.KafkaEvents;
import io.maskexport.worker.events.RecordPublisher;
import io.maskexport.worker.settings.WorkerSettings;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A broker whose size limit is below that of events and dead letters. */
class EventSizeIT {
    private static final int LIMIT = 4_000;

    @Test
    void what_the_broker_refuses_as_too_large_is_sent_in_short_form() throws Exception {
        try (var kafka = new EmbeddedKafka();
                var admin = Admin.create(
                        Map.of("bootstrap.servers", (Object) kafka.bootstrapServers()))) {
            admin.createTopics(List.of(small("events"), small("letters"))).all().get();
            var settings = WorkerSettings.kafkaFrom(Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()));
            try (var publisher = RecordPublisher.open(settings)) {
                new KafkaEvents(publisher, "events", _ -> {}).publish(completed(200), TraceContext.NONE);
                new KafkaEvents(publisher, "events", _ -> {}).publish(completed(2), TraceContext.NONE);
                new DeadLetters(publisher, "letters").send(
                        new ConsumerRecord<>("requests", 0, 7, new byte[0], new byte[50_000]), "MALFORMED_REQUEST",
                        "?");
            }
            try (var followed = new TopicEvents(kafka.bootstrapServers(), "events")) {
                var large = (ExportCompleted) followed.last("export-200", SandboxClient.TIMEOUT);
                assertThat(large.parts()).isEmpty();
                assertThat(large.partCount()).isEqualTo(200);
                assertThat(large.manifest()).isEqualTo(completed(200).manifest());
                assertThat(followed.last("export-2", SandboxClient.TIMEOUT)).isEqualTo(completed(2));
            }
            assertThat(letter(kafka)).hasSizeBetween(LIMIT / 4, LIMIT);
        }
    }

    private static NewTopic small(String name) {
        return new NewTopic(name, 1, (short) 1).configs(Map.of("max.message.bytes", "" + LIMIT));
    }

    private static ExportCompleted completed(int parts) {
        var list = IntStream.rangeClosed(1, parts).mapToObj(i -> new ArchivePart(i, "exports", "out/" + i, 1,
                "0".repeat(64), "0", 1, 1, "a", "b")).toList();
        return new ExportCompleted("export-" + parts, ExportCompleted.CompletionStatus.COMPLETED,
                new ProjectName(7, "test"), list,
                parts, new ExportTotals(1, 1, 0, 1, new ExportTotals.MaskCounts(1, 0, 0, 0), 1), WarningCounts.NONE,
                new ObjectPointer("exports", "out/manifest.json", "0".repeat(64)));
    }

    private static byte[] letter(EmbeddedKafka kafka) {
        var bytes = new ByteArrayDeserializer();
        try (var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", kafka.bootstrapServers()), bytes, bytes)) {
            var partition = new TopicPartition("letters", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var found = new ArrayList<byte[]>();
            for (var end = Instant.now().plus(SandboxClient.TIMEOUT); found.isEmpty()
                    && Instant.now().isBefore(end);) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> found.add(record.value()));
            }
            return found.getFirst();
        }
    }
}
