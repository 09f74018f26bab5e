package io.maskexport.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConcurrentCallsTest {
    private final List<Integer> results = new ArrayList<>();

    @Test
    void results_arrive_in_the_order_of_the_inputs() throws Exception {
        var inputs = IntStream.range(0, 1_000).boxed().toList();
        new ConcurrentCalls(16).run(inputs.iterator(), i -> -i, results::add);
        assertThat(results).isEqualTo(inputs.stream().map(i -> -i).toList());
    }

    @Test
    void as_many_calls_as_allowed_run_at_a_time() throws Exception {
        var together = new CyclicBarrier(4); // breaks, and the test hangs, unless four calls meet
        new ConcurrentCalls(4).run(IntStream.range(0, 12).boxed().iterator(), i -> {
            try {
                return together.await() >= 0 ? i : -1;
            } catch (BrokenBarrierException e) {
                throw new IOException(e);
            }
        }, results::add);
        assertThat(results).hasSize(12);
    }

    @Test
    void inputs_are_taken_only_as_calls_begin() throws Exception {
        var taken = new AtomicInteger();
        var inputs = IntStream.range(0, 100).boxed().peek(_ -> taken.incrementAndGet()).iterator();
        new ConcurrentCalls(3).run(inputs, i -> i, i -> {
            results.add(i);
            assertThat(taken).hasValueLessThanOrEqualTo(results.size() + 3);
        });
        assertThat(results).hasSize(100);
    }

    @Test
    void one_call_at_a_time_runs_on_the_calling_thread() throws Exception {
        var threads = new ArrayList<Thread>();
        new ConcurrentCalls(1).run(List.of(1, 2).iterator(), _ -> Thread.currentThread(), threads::add);
        assertThat(threads).containsOnly(Thread.currentThread());
    }

    @Test
    void the_first_failure_in_order_is_thrown_and_later_calls_are_interrupted() {
        var later = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        assertThatThrownBy(() -> new ConcurrentCalls(3).run(List.of(0, 1, 2).iterator(), i -> {
            if (i == 1) {
                later.await();
                throw new IOException("first");
            }
            if (i == 2) {
                later.countDown();
                never.await();
            }
            return i;
        }, results::add)).isInstanceOf(IOException.class).hasMessage("first");
        assertThat(results).containsExactly(0);
    }

    @Test
    void an_error_of_a_call_is_thrown_as_it_is() {
        assertThatThrownBy(() -> new ConcurrentCalls(2).run(List.of(1).iterator(), _ -> {
            throw new StackOverflowError();
        }, _ -> {})).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void an_interruption_ends_the_calls() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> new ConcurrentCalls(2).run(List.of(1).iterator(), _ -> {
            new CountDownLatch(1).await();
            return 1;
        }, results::add)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }
}
