package io.maskexport.sandbox.chaos;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AttemptedTest {
    private static final String FOUR = """
            10:00:01.000 DEBUG attempt s3://exports-work/poison/attempts/1/0-7/a begins; 0 before it did not end
            10:00:02.000 WARN  attempt s3://exports-work/poison/attempts/1/0-7/b begins; 1 before it did not end
            10:00:03.000 WARN  attempt s3://exports-work/poison/attempts/1/0-7/c begins; 2 before it did not end
            10:00:04.000 WARN  attempt s3://exports-work/poison/attempts/1/0-7/d begins; 3 before it did not end
            """;
    private static final String FIFTH = """
            10:00:05.000 WARN  attempt s3://exports-work/poison/attempts/1/0-7/e begins; 4 before it did not end
            """;
    private static final String GIVEN_UP = """
            10:00:06.000 WARN  attempt s3://exports-work/poison/attempts/1/0-7/f is not made: 5 before it did not end
            """;

    private final Attempted attempted = new Attempted();

    @Test
    void a_request_is_given_up_rightly_when_five_attempts_at_it_did_not_end() {
        attempted.add(GIVEN_UP);
        attempted.add(FOUR);
        attempted.add(FIFTH);

        assertThat(attempted.givenUpRightly()).containsExactly("poison");
    }

    @Test
    void four_are_too_few() {
        attempted.add(FOUR + GIVEN_UP);

        assertThat(attempted.givenUpRightly()).isEmpty();
    }

    @Test
    void an_attempt_that_ended_does_not_count() {
        attempted.add(FOUR + FIFTH + GIVEN_UP);
        attempted.add("10:00:05.900 DEBUG attempt s3://exports-work/poison/attempts/1/0-7/a ended\n");

        assertThat(attempted.givenUpRightly()).isEmpty();
    }

    @Test
    void an_attempt_that_ended_later_counts() {
        attempted.add(FOUR + FIFTH + GIVEN_UP);
        attempted.add("10:00:06.100 DEBUG attempt s3://exports-work/poison/attempts/1/0-7/a ended\n");

        assertThat(attempted.givenUpRightly()).containsExactly("poison");
    }

    @Test
    void an_attempt_at_another_record_does_not_count() {
        attempted.add(FOUR + FIFTH.replace("0-7", "0-8") + GIVEN_UP);

        assertThat(attempted.givenUpRightly()).isEmpty();
    }

    @Test
    void attempts_count_from_one_day_to_the_next() {
        attempted.add(FOUR.replace("10:00", "23:59") + FIFTH.replace("10:00", "23:59")
                + GIVEN_UP.replace("10:00", "00:00"));

        assertThat(attempted.givenUpRightly()).containsExactly("poison");
    }
}
