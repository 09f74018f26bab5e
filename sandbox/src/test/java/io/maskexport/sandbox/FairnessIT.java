package io.maskexport.sandbox;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.maskexport.worker.fairness.FairHandler;
import io.maskexport.worker.fairness.KafkaQueueAhead;
import io.maskexport.worker.fairness.QueuedRecord;
import io.maskexport.worker.intake.GroupProtocol;
import io.maskexport.worker.intake.IntakeListener;
import io.maskexport.worker.intake.KafkaIntake;
import io.maskexport.worker.intake.ShareGroup;
import io.maskexport.worker.settings.WorkerSettings;
import io.maskexport.worker.work.WorkOutcome;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Tenants take turns on a real broker. A record is a text; its tenant is the letter that it begins with. */
class FairnessIT {
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static EmbeddedKafka kafka;
    private static Admin admin;
    private static KafkaProducer<byte[], byte[]> producer;

    private final String name = "fairness-" + NAMES.incrementAndGet();
    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();

    @BeforeAll
    static void start() throws Exception {
        kafka = new EmbeddedKafka();
        admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrapServers()));
        var bytes = new ByteArraySerializer();
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", (Object) kafka.bootstrapServers()), bytes, bytes);
    }

    @AfterAll
    static void stop() throws Exception {
        producer.close();
        admin.close();
        kafka.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"share", "group"})
    void a_single_record_behind_many_of_another_tenant_is_the_second(String protocol) throws Exception {
        var settings = settings(protocol);
        send("A", 120);
        send("B", 1);

        assertThat(handled(settings, protocol, 121).subList(0, 3)).containsExactly("A0", "B0", "A1");
        assertThat(sent(settings)).isEqualTo(121 + 119);
    }

    @ParameterizedTest
    @ValueSource(strings = {"share", "group"})
    void records_of_one_tenant_are_handled_in_order_and_never_sent_anew(String protocol) throws Exception {
        var settings = settings(protocol);
        send("A", 40);

        assertThat(handled(settings, protocol, 40)).startsWith("A0", "A1", "A2").endsWith("A39");
        assertThat(sent(settings)).isEqualTo(40);
    }

    /** All records by one slot, in the order in which they were handled. */
    private List<String> handled(WorkerSettings settings, String protocol, int count) throws Exception {
        try (var queue = new KafkaQueueAhead(settings.kafka(), protocol.equals("share"), ShareGroup.WINDOW, admin,
                FairnessIT::read)) {
            var handler = new FairHandler((record, _) -> {
                done.add(text(record));
                return WorkOutcome.DONE;
            }, queue, FairnessIT::read, FairnessIT::sendAnew, InstantSource.system(), 1); // A comes before B
            var group = GroupProtocol.choose(settings.queue().protocol(), admin);
            var topics = settings.kafka().topics();
            if (group.shared()) {
                new ShareGroup(admin, name).provision(List.of(topics.requests(), topics.tasks()),
                        settings.queue().lock());
            }
            var intake = KafkaIntake.of(settings, group, handler, (_, _) -> WorkOutcome.DONE, IntakeListener.NONE);
            intake.start();
            var handled = new ArrayList<String>();
            while (handled.size() < count) {
                var next = done.poll(120, TimeUnit.SECONDS);
                assertThat(next).as("after %s", handled).isNotNull();
                handled.add(next);
            }
            intake.drain();
            assertThat(handled).doesNotHaveDuplicates();
            return handled;
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), UTF_8);
    }

    private static Optional<QueuedRecord> read(ConsumerRecord<byte[], byte[]> record) {
        return Optional.of(new QueuedRecord(text(record).substring(0, 1), Instant.EPOCH));
    }

    private static void sendAnew(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        try {
            producer.send(new ProducerRecord<>(record.topic(), record.key(), record.value())).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void send(String tenant, int records) throws Exception {
        for (int i = 0; i < records; i++) {
            producer.send(new ProducerRecord<>(name + "-requests", (tenant + i).getBytes(UTF_8))).get();
        }
    }

    /** Records ever written to the topic of requests. */
    private static long sent(WorkerSettings settings) throws Exception {
        var partition = new TopicPartition(settings.kafka().topics().requests(), 0);
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest())).partitionResult(partition).get().offset();
    }

    private WorkerSettings settings(String protocol) throws Exception {
        var environment = new HashMap<>(Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(), "KAFKA_GROUP", name,
                "QUEUE_PROTOCOL", protocol, "S3_ENDPOINT", "http://localhost", "WORK_BUCKET", "work",
                "EXPORT_READABLE", "*", "EXPORT_WRITABLE", "*"));
        for (var topic : List.of("REQUEST", "TASK", "CONTROL")) {
            var topicName = name + "-" + topic.toLowerCase(Locale.ROOT) + "s";
            environment.put("KAFKA_" + topic + "_TOPIC", topicName);
            admin.createTopics(List.of(new NewTopic(topicName, 1, (short) 1))).all().get();
        }
        return WorkerSettings.from(environment);
    }
}
