package io.maskexport.worker.fairness;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.maskexport.worker.work.StopSignal;
import io.maskexport.worker.work.WorkOutcome;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A queue of texts; a tenant is the letter that a text begins with. */
class FairHandlerTest {
    private static final Instant START = Instant.parse("2026-11-30T08:00:00Z");

    /** With this seed, A comes before B when neither has had a turn. */
    private static final int A_FIRST = 1;

    private final Deque<String> queue = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private final StopSignal stop = new StopSignal();
    private Instant now = START;
    private int copies;
    private boolean brokerDown;
    private final FairHandler handler = new FairHandler((record, _) -> {
        done.add(text(record));
        now = now.plus(Duration.ofMinutes(10));
        return WorkOutcome.DONE;
    }, this::others, FairHandlerTest::read, this::sendAnew, () -> now, A_FIRST);

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), UTF_8);
    }

    private static Optional<QueuedRecord> read(ConsumerRecord<byte[], byte[]> record) {
        var tenant = text(record).substring(0, 1);
        return tenant.equals("!")
                ? Optional.empty()
                : Optional.of(new QueuedRecord(tenant,
                        tenant.equals("L") ? Instant.MAX : Instant.EPOCH));
    }

    private Set<String> others(ConsumerRecord<byte[], byte[]> record, String tenant) {
        return queue.stream().map(text -> text.substring(0, 1))
                .filter(other -> !other.equals(tenant) && !other.equals("!") && !other.equals("L"))
                .collect(Collectors.toSet());
    }

    private void sendAnew(ConsumerRecord<byte[], byte[]> record) throws IOException {
        if (brokerDown) {
            throw new IOException("as the test wants it");
        }
        now = now.plusMillis(30);
        copies++;
        queue.add(text(record));
    }

    private WorkOutcome next(int delivery) throws InterruptedException {
        return handler.work(new ConsumerRecord<>("requests", 0, 0L, 0L, TimestampType.CREATE_TIME, 0, 0, null,
                queue.remove().getBytes(UTF_8), new RecordHeaders(), Optional.empty(),
                Optional.of((short) delivery)), stop);
    }

    private void runAll() throws InterruptedException {
        while (!queue.isEmpty()) {
            next(1);
        }
    }

    private void send(String tenant, int count) {
        for (int i = 0; i < count; i++) {
            queue.add(tenant + i);
        }
    }

    @Test
    void a_single_request_behind_many_of_another_tenant_is_the_second() throws Exception {
        send("A", 1_000);
        send("B", 1);
        runAll();

        assertThat(done.subList(0, 3)).containsExactly("A0", "B0", "A1");
        assertThat(done).hasSize(1_001).doesNotHaveDuplicates();
        assertThat(copies).isEqualTo(999);
    }

    @Test
    void records_of_one_tenant_are_never_sent_anew() throws Exception {
        send("A", 1_000);
        runAll();

        assertThat(copies).isZero();
        assertThat(done).hasSize(1_000).startsWith("A0", "A1", "A2").endsWith("A999");
    }

    @Test
    void tenants_alternate_while_both_have_requests() throws Exception {
        send("A", 20);
        send("B", 20);
        runAll();

        assertThat(done).hasSize(40).doesNotHaveDuplicates();
        for (int i = 0; i < 20; i++) {
            assertThat(done.subList(2 * i, 2 * i + 2)).anyMatch(text -> text.startsWith("A"))
                    .anyMatch(text -> text.startsWith("B"));
        }
    }

    @Test
    void a_record_is_worked_on_where_its_copy_cannot_be_written() throws Exception {
        brokerDown = true;
        send("A", 3);
        send("B", 1);
        runAll();

        assertThat(done).containsExactly("A0", "A1", "A2", "B0");
    }

    @Test
    void a_record_that_was_delivered_before_is_not_passed_over() throws Exception {
        send("A", 2);
        send("B", 1);
        next(1);

        assertThat(next(2)).isEqualTo(WorkOutcome.DONE);
        assertThat(done).containsExactly("A0", "A1");
    }

    @Test
    void what_is_refused_needs_no_turn_and_what_is_not_due_lets_others_pass() throws Exception {
        send("A", 1);
        send("!", 1);
        send("L", 1);
        send("B", 1);
        runAll();

        assertThat(done).containsExactly("A0", "!0", "B0", "L0");
    }

    @Test
    void a_worker_that_is_told_to_stop_passes_nothing_over() throws Exception {
        send("A", 2);
        send("B", 1);
        next(1);
        stop.handOver();
        next(1);

        assertThat(copies).isZero();
    }

    @Test
    void passing_over_ends_with_its_budget() throws Exception {
        send("A", 3_000);
        send("B", 1);
        next(1);
        for (int i = 0; i < 3_000 && done.size() < 2; i++) {
            next(1);
        }

        assertThat(done).containsExactly("A0", "A2001"); // a minute of 30 ms each
        assertThat(copies).isEqualTo(2_000);
    }
}
