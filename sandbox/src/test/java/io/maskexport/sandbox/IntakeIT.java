package io.maskexport.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.maskexport.worker.intake.GroupProtocol;
import io.maskexport.worker.intake.IntakeListener;
import io.maskexport.worker.intake.KafkaIntake;
import io.maskexport.worker.intake.RecordHandler;
import io.maskexport.worker.intake.ShareGroup;
import io.maskexport.worker.settings.WorkerSettings;
import io.maskexport.worker.work.WorkOutcome;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

class IntakeIT {
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static EmbeddedKafka kafka;
    private static Admin admin;

    private final String name = "intake-" + NAMES.incrementAndGet();

    @BeforeAll
    static void start() throws Exception {
        kafka = new EmbeddedKafka();
        admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrapServers()));
    }

    @AfterAll
    static void stop() throws Exception {
        admin.close();
        kafka.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"share", "group"})
    void records_older_than_the_first_worker_are_processed_once(String protocol) throws Exception {
        var settings = settings(protocol, 3);
        send(20);
        BlockingQueue<String> done = new LinkedBlockingQueue<>();
        var intake = start(settings, (record, _) -> finish(done, record.value()));

        assertThat(take(done, 20)).doesNotHaveDuplicates().hasSize(20);
        intake.drain();
        assertThat(done).isEmpty();
    }

    /** As large as requests may be, so many that a client without a bound would fetch them all at once. */
    @ParameterizedTest
    @ValueSource(strings = {"share", "group"})
    void a_slot_fetches_few_of_many_large_records_at_once(String protocol) throws Exception {
        var settings = settings(protocol, 1);
        var requests = settings.kafka().topics().requests();
        admin.createPartitions(Map.of(requests, NewPartitions.increaseTo(12))).all().get();
        send(IntStream.range(0, 80).mapToObj(n -> new ProducerRecord<>(requests, n % 12, ("" + n).getBytes(UTF_8),
                new byte[250 << 10])).toList());
        BlockingQueue<String> done = new LinkedBlockingQueue<>();
        var fetched = new AtomicInteger();
        var intake = start(settings, (record, _) -> finish(done, record.key()), (_, _) -> WorkOutcome.DONE,
                new IntakeListener() {
                    @Override
                    public ConsumerBinding opened(Supplier<Map<MetricName, ? extends Metric>> metrics) {
                        return () -> fetched.accumulateAndGet(largestFetch(metrics.get()), Math::max);
                    }
                });

        assertThat(take(done, 80)).doesNotHaveDuplicates();
        intake.drain();
        assertThat(fetched.get()).isBetween(250 << 10, (4 << 20) + (256 << 10));
    }

    private static int largestFetch(Map<MetricName, ? extends Metric> metrics) {
        return metrics.entrySet().stream().filter(metric -> metric.getKey().name().equals("fetch-size-max"))
                .map(metric -> metric.getValue().metricValue()).filter(Number.class::isInstance)
                .map(Number.class::cast).mapToDouble(Number::doubleValue).filter(size -> !Double.isNaN(size))
                .mapToInt(size -> (int) size).max().orElse(0);
    }

    @Test
    void a_lock_is_renewed_for_as_long_as_the_work_takes() throws Exception {
        var settings = settings("share", 2);
        send(3);
        BlockingQueue<String> done = new LinkedBlockingQueue<>();
        var starts = new AtomicInteger();
        var intake = start(settings, (record, _) -> {
            starts.incrementAndGet();
            SECONDS.sleep(5); // the lock is 2 seconds
            return finish(done, record.value());
        });

        assertThat(take(done, 3)).doesNotHaveDuplicates();
        intake.drain();
        assertThat(starts).hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"share", "group"})
    void work_that_fails_is_taken_again(String protocol) throws Exception {
        var settings = settings(protocol, 1);
        send(2);
        BlockingQueue<String> done = new LinkedBlockingQueue<>();
        var starts = new ConcurrentHashMap<String, Integer>();
        var intake = start(settings, (record, _) -> {
            var value = new String(record.value(), UTF_8);
            if (starts.merge(value, 1, Integer::sum) == 1 && value.equals("0")) {
                throw new IllegalStateException("as the test wants it");
            }
            return finish(done, record.value());
        });

        assertThat(take(done, 2)).containsExactlyInAnyOrder("0", "1");
        intake.drain();
        assertThat(starts).containsEntry("0", 2).containsEntry("1", 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"share", "group"})
    void a_worker_that_is_told_to_stop_hands_over_what_it_holds(String protocol) throws Exception {
        var settings = settings(protocol, 1);
        send(1);
        var begun = new CountDownLatch(1);
        var first = start(settings, (_, stop) -> {
            begun.countDown();
            assertThat(stop.await(60, SECONDS)).isTrue();
            return WorkOutcome.HAND_OVER;
        });
        assertThat(begun.await(60, SECONDS)).isTrue();
        first.drain();

        BlockingQueue<String> done = new LinkedBlockingQueue<>();
        var second = start(settings, (record, _) -> finish(done, record.value()));
        assertThat(take(done, 1)).containsExactly("0");
        second.drain();
    }

    @Test
    void cancellations_are_received_while_every_slot_is_busy() throws Exception {
        var settings = settings("share", 1);
        send(1);
        var cancelled = new CountDownLatch(1);
        var heard = new CountDownLatch(1);
        var intake = start(settings, (_, _) -> {
            cancelled.await();
            return WorkOutcome.DONE;
        }, (_, _) -> {
            cancelled.countDown();
            heard.countDown();
            return WorkOutcome.DONE;
        });
        send(settings.kafka().topics().control(), "cancel");

        assertThat(heard.await(60, SECONDS)).isTrue();
        intake.drain();
    }

    @Test
    void a_restarted_broker_does_not_restart_work_and_gives_a_slot_no_second() throws Exception {
        var settings = settings("share", 1);
        send(1);
        var starts = new AtomicInteger();
        var running = new AtomicInteger();
        var atOnce = new ConcurrentSkipListSet<Integer>();
        var begun = new CountDownLatch(1);
        var back = new CountDownLatch(1);
        BlockingQueue<String> done = new LinkedBlockingQueue<>();
        var intake = start(settings, (record, _) -> {
            atOnce.add(running.incrementAndGet());
            if (starts.incrementAndGet() == 1) {
                begun.countDown();
                back.await();
                SECONDS.sleep(5);
            }
            running.decrementAndGet();
            return finish(done, record.value());
        });
        assertThat(begun.await(60, SECONDS)).isTrue();
        for (int i = 0; i < 6; i++) {
            send(settings.kafka().topics().requests(), "next-" + i);
        }
        kafka.restart();
        back.countDown();

        assertThat(take(done, 7)).startsWith("0").doesNotHaveDuplicates();
        intake.drain();
        assertThat(starts).hasValue(7);
        assertThat(atOnce).containsExactly(1);
    }

    private WorkerSettings settings(String protocol, int slots) throws Exception {
        var settings = WorkerSettings.from(Map.ofEntries(Map.entry("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()),
                Map.entry("KAFKA_GROUP", name), Map.entry("KAFKA_REQUEST_TOPIC", name + "-requests"),
                Map.entry("KAFKA_TASK_TOPIC", name + "-tasks"), Map.entry("KAFKA_CONTROL_TOPIC", name + "-control"),
                Map.entry("QUEUE_PROTOCOL", protocol), Map.entry("QUEUE_SLOTS", "" + slots),
                Map.entry("QUEUE_LOCK", "2s"), Map.entry("S3_ENDPOINT", "http://localhost"),
                Map.entry("WORK_BUCKET", "work"), Map.entry("EXPORT_READABLE", "*"),
                Map.entry("EXPORT_WRITABLE", "*")));
        var topics = settings.kafka().topics();
        admin.createTopics(List.of(new NewTopic(topics.requests(), 3, (short) 1),
                new NewTopic(topics.tasks(), 1, (short) 1), new NewTopic(topics.control(), 1, (short) 1))).all().get();
        return settings;
    }

    private KafkaIntake start(WorkerSettings settings, RecordHandler work) throws Exception {
        return start(settings, work, (_, _) -> WorkOutcome.DONE);
    }

    private KafkaIntake start(WorkerSettings settings, RecordHandler work, RecordHandler cancel) throws Exception {
        return start(settings, work, cancel, IntakeListener.NONE);
    }

    private KafkaIntake start(WorkerSettings settings, RecordHandler work, RecordHandler cancel,
            IntakeListener listener) throws Exception {
        var topics = settings.kafka().topics();
        var queue = GroupProtocol.choose(settings.queue().protocol(), admin);
        if (queue.shared()) {
            new ShareGroup(admin, name).provision(List.of(topics.requests(), topics.tasks()), settings.queue().lock());
        }
        var intake = KafkaIntake.of(settings, queue, work, cancel, listener);
        intake.start();
        return intake;
    }

    private void send(int records) throws Exception {
        for (int i = 0; i < records; i++) {
            send(name + "-requests", "" + i);
        }
    }

    private static void send(String topic, String value) throws Exception {
        send(List.of(new ProducerRecord<>(topic, value.getBytes(UTF_8))));
    }

    private static void send(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        var bytes = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", (Object) kafka.bootstrapServers()), bytes, bytes)) {
            for (var sent : records.stream().map(producer::send).toList()) {
                sent.get();
            }
        }
    }

    private static WorkOutcome finish(BlockingQueue<String> done, byte[] value) {
        done.add(new String(value, UTF_8));
        return WorkOutcome.DONE;
    }

    private static List<String> take(BlockingQueue<String> done, int count) throws InterruptedException {
        var taken = new ArrayList<String>();
        while (taken.size() < count) {
            var next = done.poll(120, TimeUnit.SECONDS);
            assertThat(next).as("after %s", taken).isNotNull();
            taken.add(next);
        }
        return taken;
    }
}
