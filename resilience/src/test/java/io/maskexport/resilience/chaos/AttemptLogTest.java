package io.maskexport.resilience.chaos;

import java.time.LocalTime;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AttemptLogTest {
    private static final String FOUR = """
            10:00:01.000 DEBUG attempt s3://exports-work/poison/attempts/1/0-7/a begins; earlier attempts that did not end: 0
            10:00:02.000 WARN  attempt s3://exports-work/poison/attempts/1/0-7/b begins; earlier attempts that did not end: 1
            10:00:03.000 WARN  attempt s3://exports-work/poison/attempts/1/0-7/c begins; earlier attempts that did not end: 2
            10:00:04.000 WARN  attempt s3://exports-work/poison/attempts/1/0-7/d begins; earlier attempts that did not end: 3
            """;
    private static final String FIFTH = """
            10:00:05.000 WARN  attempt s3://exports-work/poison/attempts/1/0-7/e begins; earlier attempts that did not end: 4
            """;
    private static final String GIVEN_UP = """
            10:00:06.000 WARN  attempt s3://exports-work/poison/attempts/1/0-7/f is not made; earlier attempts that did not end: 5
            """;

    private final AttemptLog attempted = new AttemptLog();

    @Test
    void a_request_is_given_up_rightly_when_five_attempts_at_it_did_not_end() {
        attempted.add(GIVEN_UP, List.of());
        attempted.add(FOUR, List.of());
        attempted.add(FIFTH, List.of());

        assertThat(attempted.givenUpRightly()).containsExactly("poison");
    }

    @Test
    void four_are_too_few() {
        attempted.add(FOUR + GIVEN_UP, List.of());

        assertThat(attempted.givenUpRightly()).isEmpty();
    }

    @Test
    void an_attempt_that_ended_does_not_count() {
        attempted.add(FOUR + FIFTH + GIVEN_UP, List.of());
        attempted.add("10:00:05.900 DEBUG attempt s3://exports-work/poison/attempts/1/0-7/a ended\n", List.of());

        assertThat(attempted.givenUpRightly()).isEmpty();
    }

    @Test
    void an_attempt_that_ended_later_had_a_living_worker_and_does_not_count() {
        attempted.add(FOUR + GIVEN_UP, List.of());
        attempted.add(FIFTH + "10:00:06.100 DEBUG attempt s3://exports-work/poison/attempts/1/0-7/e ended\n",
                List.of());

        assertThat(attempted.givenUpRightly()).isEmpty();
    }

    @Test
    void an_attempt_whose_worker_stood_still_counts() {
        attempted.add(FOUR + GIVEN_UP, List.of());
        attempted.add(FIFTH + "10:00:09.100 DEBUG attempt s3://exports-work/poison/attempts/1/0-7/e ended\n",
                List.of(new AttemptLog.WorkerPause(LocalTime.parse("10:00:05.100"), LocalTime.parse("10:00:09"))));

        assertThat(attempted.givenUpRightly()).containsExactly("poison");
    }

    @Test
    void an_attempt_at_another_record_does_not_count() {
        attempted.add(FOUR + FIFTH.replace("0-7", "0-8") + GIVEN_UP, List.of());

        assertThat(attempted.givenUpRightly()).isEmpty();
    }

    @Test
    void attempts_count_from_one_day_to_the_next() {
        attempted.add(FOUR.replace("10:00", "23:59") + FIFTH.replace("10:00", "23:59")
                + GIVEN_UP.replace("10:00", "00:00"), List.of());

        assertThat(attempted.givenUpRightly()).containsExactly("poison");
    }
}
