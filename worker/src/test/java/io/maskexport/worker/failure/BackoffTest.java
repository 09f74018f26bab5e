package io.maskexport.worker.failure;

import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTest {
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(20));

    @ParameterizedTest
    @CsvSource({"1, 100", "2, 200", "3, 400", "8, 12800", "9, 20000", "40, 20000", "2000000000, 20000"})
    void the_longest_wait_doubles_up_to_the_cap(int failures, long most) {
        assertThat(longest(failures)).isBetween(most * 9 / 10, most);
    }

    @Test
    void waits_are_spread_over_the_whole_range() {
        var random = new Random(1);
        var tenths = random.ints(1000, 0, 1).mapToObj(_ -> BACKOFF.next(3, random).toMillis() / 41).distinct();
        assertThat(tenths).hasSize(10);
    }

    private static long longest(int failures) {
        var random = new Random(failures);
        return random.ints(2000).mapToLong(_ -> BACKOFF.next(failures, random).toMillis()).max().orElseThrow();
    }
}
