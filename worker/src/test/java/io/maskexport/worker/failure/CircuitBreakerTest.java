package io.maskexport.worker.failure;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CircuitBreakerTest {
    private final SimulatedTime time = new SimulatedTime();
    private final CircuitBreaker breaker = new CircuitBreaker(time);

    @Test
    void failures_alone_do_not_open_it_while_there_is_a_budget() {
        fail(1000, false);
        assertThat(breaker.isOpen()).isFalse();
        assertThat(breaker.admits()).isTrue();
    }

    @Test
    void an_empty_budget_alone_does_not_open_it() {
        fail(CircuitBreaker.WINDOW / 2, true);
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void more_than_half_of_the_window_and_an_empty_budget_open_it() {
        fail(CircuitBreaker.WINDOW / 2 + 1, true);
        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.admits()).isFalse();
    }

    @Test
    void failures_before_the_window_are_forgotten() {
        fail(CircuitBreaker.WINDOW / 2, true);
        for (int i = 0; i < CircuitBreaker.WINDOW; i++) {
            breaker.succeeded();
        }
        fail(1, true);
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void one_call_an_interval_goes_through_while_it_is_open() {
        fail(CircuitBreaker.WINDOW, true);
        for (int interval = 0; interval < 3; interval++) {
            time.pass(CircuitBreaker.OPEN);
            assertThat(breaker.admits()).isTrue();
            assertThat(breaker.admits()).isFalse();
            time.pass(CircuitBreaker.OPEN.minus(Duration.ofMillis(1)));
            assertThat(breaker.admits()).isFalse();
            time.pass(Duration.ofMillis(1));
            assertThat(breaker.admits()).isTrue();
        }
    }

    @Test
    void a_success_closes_it() {
        fail(CircuitBreaker.WINDOW, true);
        time.pass(CircuitBreaker.OPEN);
        breaker.admits();
        breaker.succeeded();
        assertThat(breaker.isOpen()).isFalse();
        assertThat(breaker.admits()).isTrue();
    }

    private void fail(int times, boolean budgetEmpty) {
        for (int i = 0; i < times; i++) {
            breaker.failed(budgetEmpty);
        }
    }
}
