package io.maskexport.resilience.fairness;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class QueueModelTest {
    private static final double PASSING = 0.030 / 600;

    private static QueueModel model(QueuePolicy policy, int workers, int slots, int others) {
        var model = new QueueModel(policy, workers, slots, PASSING);
        model.send("A", others);
        model.send("B", 1);
        return model.run();
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "2, 4", "20, 1", "20, 4", "1, 1"})
    void with_look_ahead_a_single_request_begins_within_two_request_times(int workers, int slots) {
        for (int others : new int[] {1, 19, 20, 1_000, 2_900}) {
            var model = model(QueuePolicy.LOOK_AHEAD, workers, slots, others);

            assertThat(model.began("B")).as("behind %d", others).isLessThan(2);
            assertThat(model.copies()).isLessThanOrEqualTo(others);
            assertThat(model.begun()).isEqualTo(others + 1);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 500", "20, 1, 50"})
    void in_order_it_waits_for_all(int workers, int slots, double wait) {
        assertThat(model(QueuePolicy.FIFO, workers, slots, 1_000).began("B")).isEqualTo(wait);
    }

    @Test
    void looking_ahead_keeps_every_slot_busy() {
        double ideal = model(QueuePolicy.FIFO, 20, 1, 1_000).lastBegan();

        assertThat(model(QueuePolicy.LOOK_AHEAD, 20, 1, 1_000).lastBegan()).isCloseTo(ideal, within(0.1));
        assertThat(model(QueuePolicy.HOLD_BACK, 20, 1, 1_000).lastBegan()).isGreaterThan(3 * ideal);
    }

    @ParameterizedTest
    @EnumSource(names = {"FIFO", "LOOK_AHEAD"})
    void one_tenant_alone_is_served_in_order_without_copies(QueuePolicy policy) {
        var model = new QueueModel(policy, 20, 1, PASSING);
        model.send("A", 1_000);
        model.run();

        assertThat(model.copies()).isZero();
        assertThat(model.outOfOrder("A")).isZero();
    }

    @Test
    void passing_blindly_costs_a_hundred_copies_a_request() {
        assertThat(model(QueuePolicy.PASS_BLINDLY, 20, 1, 1_000).copies()).isGreaterThan(90_000);
    }

    /** It is out of reach until the oldest requests have ended. */
    @Test
    void beyond_the_window_a_request_waits_longer() {
        var model = model(QueuePolicy.LOOK_AHEAD, 20, 1, 6_000);

        assertThat(model.began("B")).isBetween(2.0, 300.0);
        assertThat(model.begun()).isEqualTo(6_001);
    }
}
