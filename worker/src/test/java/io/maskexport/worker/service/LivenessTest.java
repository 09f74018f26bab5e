package io.maskexport.worker.service;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LivenessTest {
    private static final Duration STUCK = Duration.ofMinutes(10);

    private Instant now = Instant.EPOCH;
    private final Liveness liveness = new Liveness(() -> now, STUCK, Duration.ofDays(1));

    LivenessTest() {
        liveness.watch(new Liveness.IntakeState(() -> now, Optional::empty));
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void an_idle_worker_is_alive_however_long_nothing_happens() {
        pass(STUCK.multipliedBy(9));

        assertThat(liveness.age()).isZero();
        assertThat(liveness.dead()).isEmpty();
    }

    @Test
    void a_job_that_makes_progress_is_alive_and_a_stuck_one_is_dead() throws Exception {
        liveness.during(() -> {
            for (int i = 0; i < 9; i++) {
                pass(STUCK);
                assertThat(liveness.dead()).isEmpty();
                liveness.beat();
            }
            pass(STUCK.plusSeconds(1));
            assertThat(liveness.dead()).contains("busy, but no progress for 601 s");
            return true;
        });
        assertThat(liveness.dead()).as("the job has ended").isEmpty();
    }

    @Test
    void other_activity_of_the_worker_hides_no_stuck_job() throws Exception {
        var janitor = new Thread(liveness::beat);
        liveness.during(() -> {
            pass(STUCK.plusSeconds(1));
            janitor.start();
            janitor.join();
            assertThat(liveness.dead()).as("the janitor was made by nobody's job").isNotEmpty();
            return true;
        });
    }

    @Test
    void another_job_hides_no_stuck_job() throws Exception {
        liveness.during(() -> {
            var other = new Thread(() -> assertRuns(() -> liveness.during(() -> {
                pass(STUCK.plusSeconds(1));
                liveness.beat();
                assertThat(liveness.dead()).isNotEmpty();
                return true;
            })));
            other.start();
            other.join();
            return true;
        });
    }

    @Test
    void threads_that_a_job_starts_or_gives_its_beat_to_keep_it_alive() throws Exception {
        liveness.during(() -> {
            pass(STUCK.plusSeconds(1));
            Thread.ofVirtual().start(liveness::beat).join();
            assertThat(liveness.dead()).isEmpty();

            pass(STUCK.plusSeconds(1));
            var beat = liveness.beatOfThisJob();
            Thread.ofPlatform().inheritInheritableThreadLocals(false).start(beat).join();
            assertThat(liveness.dead()).isEmpty();
            return true;
        });
    }

    private static void assertRuns(org.junit.jupiter.api.function.Executable work) {
        org.junit.jupiter.api.Assertions.assertDoesNotThrow(work);
    }
}
