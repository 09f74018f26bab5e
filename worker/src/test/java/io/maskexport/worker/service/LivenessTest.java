package io.maskexport.worker.service;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.maskexport.worker.metrics.WorkerMeter.UnreadyReason;
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

    @Test
    void while_it_starts_it_says_what_it_waits_for() {
        liveness.waitingFor("the broker");
        assertThat(liveness.unready()).contains("starting, waits for the broker");
        liveness.starting("the broker does not answer: login refused");
        assertThat(liveness.unready()).contains("starting: the broker does not answer: login refused");
        assertThat(liveness.isUnreadyFor(UnreadyReason.STARTING)).isEqualTo(1);
        pass(Duration.ofDays(30));
        assertThat(liveness.dead()).as("a broker that is away is no fault of the worker").isEmpty();
    }

    @Test
    void a_worker_that_was_told_to_stop_is_not_ready_whatever_else_holds() {
        assertThat(liveness.unready()).isEmpty();
        liveness.stopping();

        assertThat(liveness.unready()).contains("stopping");
        assertThat(liveness.isUnreadyFor(UnreadyReason.STOPPING)).isEqualTo(1);
        liveness.starting("the broker does not answer");
        assertThat(liveness.unready()).contains("stopping");
    }

    @Test
    void a_loop_that_stands_still_makes_the_worker_unready_before_it_is_restarted() {
        var turn = now;
        liveness.watch(new Liveness.IntakeState(() -> turn, Optional::empty));
        pass(Duration.ofDays(1));
        assertThat(liveness.unready()).isEmpty();
        pass(Duration.ofMinutes(2));
        assertThat(liveness.unready()).contains("the loop that polls the broker has stalled");
        assertThat(liveness.isUnreadyFor(UnreadyReason.STALLED)).isEqualTo(1);
        assertThat(liveness.dead()).isEmpty();
        pass(Duration.ofDays(1).plusSeconds(1));
        assertThat(liveness.dead()).isPresent();
    }

    @Test
    void of_all_reasons_only_the_one_that_holds_is_shown() {
        liveness.watch(new Liveness.IntakeState(() -> now,
                () -> Optional.of(new Unreadiness(UnreadyReason.WORK_BUCKET, "the work bucket is not usable: 403"))));

        assertThat(liveness.unready()).contains("the work bucket is not usable: 403");
        for (var reason : UnreadyReason.values()) {
            assertThat(liveness.isUnreadyFor(reason)).isEqualTo(reason == UnreadyReason.WORK_BUCKET ? 1 : 0);
        }
    }

    private static void assertRuns(org.junit.jupiter.api.function.Executable work) {
        org.junit.jupiter.api.Assertions.assertDoesNotThrow(work);
    }
}
