package io.maskexport.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import io.maskexport.contracts.ExportEvent;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.TraceContext;
import io.maskexport.export.ExportListener;
import io.maskexport.worker.bucket.MinioObjectStore;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.failure.NotUnderstood;
import io.maskexport.worker.failure.Sleeper;
import io.maskexport.worker.failure.StepRetrier;
import io.maskexport.worker.metrics.MeteredObjectStore;
import io.maskexport.worker.metrics.WorkerMetrics;
import io.maskexport.worker.plan.EndedUnplanned;
import io.maskexport.worker.protocol.EventSink;
import io.maskexport.worker.protocol.HostProcess;
import io.maskexport.worker.protocol.Janitor;
import io.maskexport.worker.protocol.JanitorRounds;
import io.maskexport.worker.protocol.ProtocolPorts;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Cleaning up costs as much for many workers as for one. */
class JanitorIT {
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final int EXPORTS = 24;

    private static EmbeddedS3 server;
    private static MinioObjectStore bucket;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<String> left = new ArrayList<>();
    /** Long after all exports have ended. */
    private Instant now = Instant.ofEpochSecond(4_000_000_000L);

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedS3.start();
        bucket = new MinioObjectStore(server.settings(), StepRetrier.system());
        server.createBucket(Sandbox.WORK);
        server.createBucket(Sandbox.EXPORTS);
    }

    @AfterAll
    static void stop() throws Exception {
        bucket.close();
        server.close();
    }

    @Test
    void the_requests_of_a_round_do_not_grow_with_the_number_of_workers() throws Exception {
        var work = new ObjectRef(Sandbox.WORK, "many/");
        endedExports(work, true);
        for (int round = 1; round <= 3; round++) {
            long before = requests();
            assertThat(claims(work, 1)).isEqualTo(1);
            long one = requests() - before;
            now = now.plus(INTERVAL);
            before = requests();
            assertThat(claims(work, 5)).isEqualTo(1);
            assertThat(requests() - before).isBetween(one, one + 5);
            now = now.plus(INTERVAL);
        }
    }

    @Test
    void rounds_in_a_row_clear_everything_and_none_looks_at_all() throws Exception {
        var work = new ObjectRef(Sandbox.WORK, "slices/");
        endedExports(work, false);
        var janitor = new Janitor(ports(work, "w"), Duration.ofHours(1), EXPORTS / 4);
        janitor.run(1, now);
        assertThat(bucket.folders(work)).hasSize(EXPORTS);
        int rounds = 0;
        for (int before = EXPORTS; !bucket.folders(work).isEmpty(); rounds++) {
            janitor.run(rounds, now.plusSeconds(1));
            int after = bucket.folders(work).size();
            assertThat(before - after).isLessThan(EXPORTS / 2);
            before = after;
        }

        assertThat(rounds).isBetween(3, 12);
    }

    @Test
    void an_export_that_only_another_version_understands_is_left_to_it() throws Exception {
        var work = new ObjectRef(Sandbox.WORK, "newer/");
        bucket.put(work.resolve("r1/plan.json"), "{\"format\":2,\"goal\":1}".getBytes(UTF_8), "application/json");
        bucket.put(work.resolve("r1/announced"), new byte[0], "text/plain");
        new Janitor(ports(work, "w"), Duration.ofHours(1)).run(1, Instant.MAX);

        assertThat(bucket.head(work.resolve("r1/plan.json"))).isPresent();
        assertThat(left).containsExactly("r1");
    }

    @Test
    void objects_of_old_rounds_are_deleted() throws Exception {
        var work = new ObjectRef(Sandbox.WORK, "rounds/");
        for (int round = 1; round <= 15; round++) {
            assertThat(new JanitorRounds(ports(work, "w" + round), INTERVAL).claim()).isPresent();
            assertThat(new JanitorRounds(ports(work, "other"), INTERVAL).claim()).isEmpty();
            now = now.plus(INTERVAL);
        }

        var objects = new ArrayList<ObjectRef>();
        bucket.list(work.resolve(JanitorRounds.ROUNDS)).forEachRemaining(object -> objects.add(object.ref()));
        assertThat(objects).hasSize(11);
    }

    /** Each worker claims the round, and cleans up if it has it; returns how many have. */
    private int claims(ObjectRef work, int workers) throws IOException {
        int claimed = 0;
        for (int n = 0; n < workers; n++) {
            var ports = ports(work, "w" + n);
            var round = new JanitorRounds(ports, INTERVAL).claim();
            if (round.isPresent()) {
                claimed++;
                new Janitor(ports, Duration.ofHours(1)).run(round.get().number(), round.get().until());
            }
        }
        return claimed;
    }

    private long requests() {
        return registry.find("mask.export.store").timers().stream().mapToLong(timer -> timer.count()).sum();
    }

    /** Records of exports that ended without a plan. */
    private static void endedExports(ObjectRef work, boolean kept) throws IOException {
        for (int n = 0; n < EXPORTS; n++) {
            var id = "r" + n;
            var ended = EndedUnplanned.of(new ObjectRef(Sandbox.EXPORTS, work.key() + id + "/"),
                    Manifest.cancelled(id, "", null), TraceContext.NONE);
            bucket.put(work.resolve(id + "/plan.json"), JsonRecords.write(ended), "application/json");
            if (!kept) {
                bucket.put(work.resolve(id + "/announced"), new byte[0], "text/plain");
            }
        }
    }

    private ProtocolPorts ports(ObjectRef work, String id) {
        ObjectStore store = new MeteredObjectStore(bucket, new WorkerMetrics(registry), () -> {});
        return new ProtocolPorts(store, work, new NoEvents(), _ -> {}, (_, _) -> (_, _) -> {}, () -> now, Sleeper.REAL,
                new Random(1), ExportListener.NONE, _ -> {}, new NamedHost(id));
    }

    private static final class NoEvents implements EventSink {
        @Override
        public void publish(ExportEvent event, TraceContext trace) {}

        @Override
        public void offer(ExportEvent event, TraceContext trace) {}
    }

    private final class NamedHost implements HostProcess {
        private final String id;

        NamedHost(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public TaskRepetition repeat(Duration interval, PeriodicTask task) {
            return () -> {};
        }

        @Override
        public void workBucket(Optional<String> trouble) {}

        @Override
        public void notUnderstood(NotUnderstood why) {
            left.add(why.export());
        }

        @Override
        public void end(Error error) {
            throw error;
        }
    }
}
