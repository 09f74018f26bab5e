package io.maskexport.worker.fairness;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PartitionAheadTest {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");

    private final PartitionAhead ahead = new PartitionAhead();

    private void add(long offset, String tenant) {
        ahead.add(offset, new QueuedRecord(tenant, Instant.EPOCH));
    }

    @Test
    void the_first_record_of_each_tenant_counts() {
        add(3, "a");
        add(4, "b");
        add(5, "a");
        add(9, "b");

        assertThat(ahead.firstDue(NOW)).containsEntry("a", 3L).containsEntry("b", 4L).hasSize(2);
        assertThat(ahead.next()).isEqualTo(10);
    }

    @Test
    void nothing_waits_up_to_a_delivered_record() {
        add(3, "a");
        add(4, "b");
        ahead.delivered(3);
        assertThat(ahead.firstDue(NOW)).containsOnlyKeys("b");
        ahead.delivered(4);
        assertThat(ahead.firstDue(NOW)).isEmpty();
    }

    @Test
    void a_record_delivered_again_does_not_turn_back() {
        ahead.delivered(7);
        ahead.delivered(2);

        assertThat(ahead.next()).isEqualTo(8);
    }

    @Test
    void a_record_that_is_not_due_does_not_wait() {
        ahead.add(3, new QueuedRecord("a", NOW.plusSeconds(1)));
        ahead.add(4, new QueuedRecord("b", NOW));

        assertThat(ahead.firstDue(NOW)).containsOnlyKeys("b");
        assertThat(ahead.firstDue(NOW.plusSeconds(1))).containsOnlyKeys("a", "b");
    }

    @Test
    void the_number_of_records_is_bounded() {
        for (int i = 0; i < PartitionAhead.MOST - 1; i++) {
            add(i, "a");
        }
        assertThat(ahead.isFull()).isFalse();
        add(PartitionAhead.MOST, "a");
        assertThat(ahead.isFull()).isTrue();
    }
}
