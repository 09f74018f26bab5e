package io.maskexport.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ByteBudgetTest {
    private final ByteBudget budget = new ByteBudget(100 << 10);

    @Test
    void released_memory_can_be_taken_again() throws Exception {
        try (var share = budget.acquire(100 << 10)) {
            assertThat(budget.heldBytes()).isEqualTo(100 << 10);
            assertThat(budget.tryAcquire(1)).isEmpty();
        }
        assertThat(budget.heldBytes()).isZero();
        assertThat(budget.tryAcquire(100 << 10)).isPresent();
    }

    @Test
    void a_share_larger_than_the_budget_counts_as_the_whole() throws Exception {
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
        var waiting = waits(() -> second.grow(80 << 10));
        assertThat(budget.heldBytes()).isEqualTo(130 << 10);
        first.endRendering();
        waiting.join();
        assertThat(budget.heldBytes()).isEqualTo(180 << 10);
        second.close();
        first.close();
        assertThat(budget.heldBytes()).isZero();
        budget.acquire(50 << 10).grow(200 << 10);
    }

    @Test
    void an_item_overdraws_the_budget_once_nothing_else_is_being_rendered() throws Exception {
        var large = rendering(40 << 10);
        var small = rendering(40 << 10);
        var overdrawing = waits(() -> large.grow(100 << 10));
        assertThat(budget.heldBytes()).isEqualTo(80 << 10);
        var later = budget.acquire(10 << 10);
        var beginning = waits(later::beginRendering);
        small.grow(45 << 10);
        small.set(5 << 10);
        small.endRendering();
        overdrawing.join();
        assertThat(budget.heldBytes()).isEqualTo(115 << 10);
        assertThat(beginning.isAlive()).isTrue();
        large.close();
        beginning.join();
        later.grow(95 << 10);
        later.close();
        assertThat(budget.heldBytes()).isEqualTo(5 << 10);
    }

    @Test
    void items_that_all_want_more_than_there_is_take_turns() throws Exception {
        var shares = new ArrayList<ByteBudget.Share>();
        for (int i = 0; i < 4; i++) {
            shares.add(rendering(25 << 10));
        }
        var peak = new AtomicLong();
        var threads = shares.stream().map(share -> Thread.ofVirtual().start(run(() -> {
            share.grow(80 << 10);
            peak.accumulateAndGet(budget.heldBytes(), Math::max);
            share.close();
        }))).toList();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(peak.get()).isLessThanOrEqualTo(155 << 10);
        assertThat(budget.heldBytes()).isZero();
    }

    @Test
    void an_item_that_is_interrupted_while_it_waits_for_its_turn_keeps_nobody_waiting() throws Exception {
        var large = rendering(60 << 10);
        var other = rendering(40 << 10);
        var overdrawing = Thread.ofVirtual().start(() -> assertThatThrownBy(() -> large.grow(100 << 10))
                .isInstanceOf(InterruptedException.class));
        while (overdrawing.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        overdrawing.interrupt();
        overdrawing.join();
        large.close();
        other.grow(100 << 10);
        other.close();
        rendering(100 << 10).close();
        assertThat(budget.heldBytes()).isZero();
    }

    @Test
    void waiting_for_a_share_can_be_stopped() throws Exception {
        try (var all = budget.acquire(100 << 10)) {
            assertThatThrownBy(() -> budget.acquire(1, () -> {
                throw new IOException("cancelled");
            })).hasMessage("cancelled");
            all.set(99 << 10);
            assertThat(budget.tryAcquire(1 << 10)).isPresent();
        }
    }

    private ByteBudget.Share rendering(long bytes) throws InterruptedException {
        var share = budget.acquire(bytes);
        share.beginRendering();
        return share;
    }

    /** An interruptible step. */
    private interface Step {
        void take() throws InterruptedException;
    }

    private static Runnable run(Step step) {
        return () -> {
            try {
                step.take();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };
    }

    /** Starts a step that has to wait. */
    private static Thread waits(Step step) {
        var thread = Thread.ofVirtual().start(run(step));
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return thread;
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
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(budget.tryAcquire(1)).isEmpty();
        assertThat(share.tryGrow(20 << 10)).isFalse();
        share.close();
        waiting.join();
        assertThat(budget.heldBytes()).isZero();
    }
}
