package io.maskexport.worker.fairness;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PassingBudgetTest {
    private final PassingBudget budget = new PassingBudget();

    @Test
    void passing_takes_a_tenth_of_the_time_of_the_work() {
        budget.spend(PassingBudget.START);
        assertThat(budget.isLeft()).isFalse();

        budget.earn(Duration.ofSeconds(100));
        budget.spend(Duration.ofSeconds(9));
        assertThat(budget.isLeft()).isTrue();
        budget.spend(Duration.ofSeconds(1));
        assertThat(budget.isLeft()).isFalse();
    }

    @Test
    void not_more_than_the_most_is_saved() {
        budget.earn(Duration.ofDays(30));
        budget.spend(PassingBudget.MOST);

        assertThat(budget.isLeft()).isFalse();
    }
}
