package io.maskexport.worker.service;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ThreadStepsTest {
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicBoolean interrupted = new AtomicBoolean();

    @Test
    void steps_run_at_the_same_time() throws Exception {
        var all = new CyclicBarrier(3);
        try (var steps = new ThreadSteps()) {
            var results = List.of(steps.start(() -> met(all)), steps.start(() -> met(all)),
                    steps.start(() -> met(all)));
            for (var result : results) {
                assertThat(result.await()).isEqualTo("met");
            }
        }
    }

    @Test
    void what_a_step_throws_is_thrown_where_it_is_awaited() {
        try (var steps = new ThreadSteps()) {
            var failure = new IOException("no");
            var result = steps.start(() -> {
                throw failure;
            });
            assertThatThrownBy(result::await).isSameAs(failure);
            var bug = steps.start(() -> {
                throw new IllegalStateException("bug");
            });
            assertThatThrownBy(bug::await).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void closing_interrupts_the_steps_that_run_and_waits_for_their_end() throws Exception {
        var steps = new ThreadSteps();
        var result = steps.start(this::waitForever);
        started.await();
        steps.close();
        assertThat(interrupted).isTrue();
        assertThatThrownBy(result::await).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void an_interruption_of_io_in_a_step_is_an_interruption() {
        try (var steps = new ThreadSteps()) {
            var result = steps.start(() -> {
                throw new InterruptedIOException("cut");
            });
            assertThatThrownBy(result::await).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void an_interruption_ends_the_waiting_and_closing_keeps_that_of_the_thread() throws Exception {
        var steps = new ThreadSteps();
        var result = steps.start(this::waitForever);
        started.await();
        Thread.currentThread().interrupt();
        assertThatThrownBy(result::await).isInstanceOf(InterruptedException.class);
        Thread.currentThread().interrupt();
        steps.close();
        assertThat(interrupted).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }

    private static String met(CyclicBarrier all) throws IOException, InterruptedException {
        try {
            all.await(1, TimeUnit.MINUTES);
            return "met";
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new IOException(e);
        }
    }

    private String waitForever() throws InterruptedException {
        started.countDown();
        try {
            never.await();
            return "";
        } catch (InterruptedException e) {
            interrupted.set(true);
            throw e;
        }
    }
}
