package io.maskexport.export;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ByteBudgetTest {
    private final ByteBudget budget = new ByteBudget(100 << 10);

    @Test
    void what_is_given_back_can_be_taken_again() throws Exception {
        try (var share = budget.acquire(100 << 10)) {
            assertThat(budget.heldBytes()).isEqualTo(100 << 10);
            assertThat(budget.tryAcquire(1)).isEmpty();
        }
        assertThat(budget.heldBytes()).isZero();
        assertThat(budget.tryAcquire(100 << 10)).isPresent();
    }

    @Test
    void what_is_larger_than_the_budget_counts_as_the_whole() throws Exception {
        try (var share = budget.acquire(1L << 40)) {
            assertThat(budget.heldBytes()).isEqualTo(budget.totalBytes());
        }
    }

    @Test
    void an_output_larger_than_expected_is_counted_without_waiting() throws Exception {
        var small = budget.acquire(10 << 10);
        var other = budget.acquire(80 << 10);
        small.set(50 << 10);
        assertThat(budget.heldBytes()).isEqualTo(130 << 10);
        other.close();
        assertThat(budget.tryAcquire(60 << 10)).isEmpty();
        small.set(20 << 10);
        assertThat(budget.tryAcquire(60 << 10)).isPresent();
    }

    @Test
    void a_share_grows_only_by_what_is_free() throws Exception {
        var share = budget.acquire(60 << 10);
        assertThat(share.tryGrow(100 << 10)).isTrue();
        assertThat(share.tryGrow(50 << 10)).isTrue();
        assertThat(budget.heldBytes()).isEqualTo(50 << 10);
        var other = budget.acquire(50 << 10);
        assertThat(share.tryGrow(51 << 10)).isFalse();
        assertThat(budget.heldBytes()).isEqualTo(100 << 10);
        other.close();
        share.close();
        assertThat(budget.heldBytes()).isZero();
    }

    @Test
    void one_item_at_a_time_overdraws_the_budget() throws Exception {
        var first = budget.acquire(60 << 10);
        var second = budget.acquire(30 << 10);
        first.grow(90 << 10);
        assertThat(budget.heldBytes()).isEqualTo(120 << 10);
        first.grow(100 << 10);
        var waiting = Thread.ofVirtual().start(() -> {
            try {
                second.grow(80 << 10);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(budget.heldBytes()).isEqualTo(130 << 10);
        first.endTurn();
        waiting.join();
        assertThat(budget.heldBytes()).isEqualTo(180 << 10);
        second.close();
        first.close();
        assertThat(budget.heldBytes()).isZero();
        budget.acquire(50 << 10).grow(200 << 10);
    }

    @Test
    void a_share_grows_at_once_by_what_is_free_and_never_shrinks() throws Exception {
        var share = budget.acquire(10 << 10);
        share.grow(90 << 10);
        share.grow(20 << 10);
        assertThat(budget.heldBytes()).isEqualTo(90 << 10);
    }

    @Test
    void nobody_overtakes_those_who_wait() throws Exception {
        var share = budget.acquire(10 << 10);
        var waiting = Thread.ofVirtual().start(() -> {
            try (var all = budget.acquire(100 << 10)) {
                assertThat(budget.heldBytes()).isEqualTo(all == null ? 0 : 100 << 10);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(budget.tryAcquire(1)).isEmpty();
        assertThat(share.tryGrow(20 << 10)).isFalse();
        share.close();
        waiting.join();
        assertThat(budget.heldBytes()).isZero();
    }
}
