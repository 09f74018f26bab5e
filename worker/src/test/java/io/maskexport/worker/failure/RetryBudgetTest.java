package io.maskexport.worker.failure;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetryBudgetTest {
    private final RetryBudget budget = new RetryBudget();

    @Test
    void a_full_budget_pays_a_hundred_retries_and_no_more() {
        for (int i = 0; i < 100; i++) {
            assertThat(budget.take(5)).isTrue();
        }
        assertThat(budget.take(5)).isFalse();
        assertThat(budget.tokens()).isZero();
    }

    @Test
    void what_cannot_be_paid_in_full_costs_nothing() {
        budget.take(RetryBudget.CAPACITY - 7);
        assertThat(budget.take(10)).isFalse();
        assertThat(budget.take(5)).isTrue();
    }

    @Test
    void successes_refill_it_to_the_brim() {
        budget.take(3);
        for (int i = 0; i < 10; i++) {
            budget.refill(1);
        }
        assertThat(budget.tokens()).isEqualTo(RetryBudget.CAPACITY);
    }
}
