package io.maskexport.worker.service;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LivenessTest {
    private static final Duration STUCK = Duration.ofMinutes(10);

    private Instant now = Instant.EPOCH;
    private final Liveness pulse = new Liveness(() -> now, STUCK, Duration.ofDays(1));

    LivenessTest() {
        pulse.watch(new Liveness.IntakeState(() -> now, Optional::empty));
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void an_idle_worker_lives_however_long_nothing_happens() {
        pass(STUCK.multipliedBy(9));

        assertThat(pulse.age()).isZero();
        assertThat(pulse.dead()).isEmpty();
    }

    @Test
    void a_job_that_gets_on_lives_and_one_that_does_not_is_dead() throws Exception {
        pulse.during(() -> {
            for (int i = 0; i < 9; i++) {
                pass(STUCK);
                assertThat(pulse.dead()).isEmpty();
                pulse.beat();
            }
            pass(STUCK.plusSeconds(1));
            assertThat(pulse.dead()).contains("busy, and nothing happened for 601 s");
            return true;
        });
        assertThat(pulse.dead()).as("the job has ended").isEmpty();
    }

    @Test
    void what_the_worker_does_beside_its_jobs_hides_no_stuck_one() throws Exception {
        var janitor = new Thread(pulse::beat);
        pulse.during(() -> {
            pass(STUCK.plusSeconds(1));
            janitor.start();
            janitor.join();
            assertThat(pulse.dead()).as("the janitor was made by nobody's job").isNotEmpty();
            return true;
        });
    }

    @Test
    void another_job_hides_no_stuck_one() throws Exception {
        pulse.during(() -> {
            var other = new Thread(() -> assertRuns(() -> pulse.during(() -> {
                pass(STUCK.plusSeconds(1));
                pulse.beat();
                assertThat(pulse.dead()).isNotEmpty();
                return true;
            })));
            other.start();
            other.join();
            return true;
        });
    }

    @Test
    void threads_that_a_job_starts_and_those_that_it_hands_its_beat_to_beat_for_it() throws Exception {
        pulse.during(() -> {
            pass(STUCK.plusSeconds(1));
            Thread.ofVirtual().start(pulse::beat).join();
            assertThat(pulse.dead()).isEmpty();

            pass(STUCK.plusSeconds(1));
            var beat = pulse.beatOfThisJob();
            Thread.ofPlatform().inheritInheritableThreadLocals(false).start(beat).join();
            assertThat(pulse.dead()).isEmpty();
            return true;
        });
    }

    private static void assertRuns(org.junit.jupiter.api.function.Executable work) {
        org.junit.jupiter.api.Assertions.assertDoesNotThrow(work);
    }
}
