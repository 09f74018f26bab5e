package io.maskexport.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.maskexport.worker.intake.GroupProtocol;
import io.maskexport.worker.intake.IntakeListener;
import io.maskexport.worker.intake.KafkaIntake;
import io.maskexport.worker.intake.ShareGroup;
import io.maskexport.worker.settings.WorkerSettings;
import io.maskexport.worker.work.WorkOutcome;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Two topics of requests share one slot. */
class ServiceClassIT {
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static EmbeddedKafka kafka;
    private static Admin admin;
    private static KafkaProducer<byte[], byte[]> producer;

    private final String name = "classes-" + NAMES.incrementAndGet();
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
    void a_heavier_topic_goes_ahead_and_none_starves(String protocol) throws Exception {
        var settings = settings(protocol);
        send("standard", 20);
        send("urgent", 20);

        var handled = handled(settings, 40);
        assertThat(handled).doesNotHaveDuplicates();
        assertThat(handled.subList(0, 30)).filteredOn(text -> text.startsWith("urgent")).hasSizeGreaterThan(11);
        assertThat(handled.subList(0, 15)).anyMatch(text -> text.startsWith("standard"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"share", "group"})
    void a_topic_alone_has_the_slot(String protocol) throws Exception {
        var settings = settings(protocol);
        send("standard", 10);

        assertThat(handled(settings, 10)).startsWith("standard-0", "standard-1").endsWith("standard-9");
    }

    private List<String> handled(WorkerSettings settings, int count) throws Exception {
        var queue = GroupProtocol.choose(settings.queue().protocol(), admin);
        if (queue.shared()) {
            new ShareGroup(admin, name).provision(settings.kafka().topics().work(), settings.queue().lock());
        }
        var running = new AtomicInteger();
        Set<Integer> inFlight = ConcurrentHashMap.newKeySet();
        var itself = new AtomicReference<KafkaIntake>();
        var intake = KafkaIntake.of(settings, queue, (record, _) -> {
            assertThat(running.incrementAndGet()).isEqualTo(1);
            TimeUnit.MILLISECONDS.sleep(100);
            running.decrementAndGet();
            inFlight.add(itself.get().requestsInFlight());
            done.add(new String(record.value(), UTF_8));
            return WorkOutcome.DONE;
        }, (_, _) -> WorkOutcome.DONE, IntakeListener.NONE);
        itself.set(intake);
        intake.start();
        var handled = new ArrayList<String>();
        while (handled.size() < count) {
            var next = done.poll(120, TimeUnit.SECONDS);
            assertThat(next).as("after %s", handled).isNotNull();
            handled.add(next);
        }
        intake.drain();
        assertThat(inFlight).as("records in progress, of all topics of requests").containsExactly(1);
        return handled;
    }

    private void send(String topic, int records) throws Exception {
        for (int i = 0; i < records; i++) {
            producer.send(new ProducerRecord<>(name + "-" + topic, (topic + "-" + i).getBytes(UTF_8))).get();
        }
    }

    private WorkerSettings settings(String protocol) throws Exception {
        var settings = WorkerSettings.from(Map.ofEntries(Map.entry("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()),
                Map.entry("KAFKA_GROUP", name),
                Map.entry("KAFKA_REQUEST_TOPIC", name + "-urgent:3, " + name + "-standard:1"),
                Map.entry("KAFKA_TASK_TOPIC", name + "-tasks"), Map.entry("KAFKA_CONTROL_TOPIC", name + "-control"),
                Map.entry("QUEUE_PROTOCOL", protocol), Map.entry("S3_ENDPOINT", "http://localhost"),
                Map.entry("WORK_BUCKET", "work"), Map.entry("EXPORT_READABLE", "*"),
                Map.entry("EXPORT_WRITABLE", "*")));
        var topics = settings.kafka().topics();
        admin.createTopics(Stream.concat(topics.work().stream(), Stream.of(topics.control()))
                .map(topic -> new NewTopic(topic, 1, (short) 1)).toList()).all().get();
        return settings;
    }
}
