package io.maskexport.worker.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.maskexport.worker.metrics.WorkerMeter.UnreadyReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class HealthLogTest {
    private Instant now = Instant.EPOCH;
    private Instant turn = now;
    private Optional<Unreadiness> unready = Optional.empty();
    private final Liveness liveness = new Liveness(() -> now, Duration.ofMinutes(10), Duration.ofMinutes(1));
    private final HealthLog health = new HealthLog(liveness);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(HealthLog.class);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(lines);
    }

    private List<String> logged() {
        health.check();
        health.check();
        var all = lines.list.stream().map(line -> line.getLevel() + " " + line.getFormattedMessage()).toList();
        lines.list.clear();
        return all;
    }

    private void watch() {
        liveness.watch(new Liveness.IntakeState(() -> turn, () -> unready));
    }

    @Test
    void a_start_is_one_line_when_the_worker_is_ready() {
        liveness.waitingFor("the work bucket");
        assertThat(logged()).isEmpty();
        unready = Optional.of(new Unreadiness(UnreadyReason.GROUP, "not a member of the group"));
        watch();
        assertThat(logged()).isEmpty();
        unready = Optional.empty();
        assertThat(logged()).containsExactly("INFO ready");
    }

    @Test
    void each_turn_is_one_line_with_its_reason() {
        watch();
        assertThat(logged()).containsExactly("INFO ready");
        unready = Optional.of(new Unreadiness(UnreadyReason.WORK_BUCKET, "the work bucket is not usable: 403"));
        assertThat(logged()).containsExactly("WARN not ready: the work bucket is not usable: 403");
        unready = Optional.of(new Unreadiness(UnreadyReason.STORE, "the object store is unavailable"));
        assertThat(logged()).containsExactly("WARN not ready: the object store is unavailable");
        unready = Optional.empty();
        assertThat(logged()).containsExactly("INFO ready");
    }

    @Test
    void turns_to_and_fro_are_all_told() {
        watch();
        logged();
        for (int i = 0; i < 3; i++) {
            unready = Optional.of(new Unreadiness(UnreadyReason.GROUP, "not a member of the group"));
            assertThat(logged()).containsExactly("WARN not ready: not a member of the group");
            unready = Optional.empty();
            assertThat(logged()).containsExactly("INFO ready");
        }
    }

    @Test
    void a_loop_that_stands_still_is_told_before_the_restart_and_at_it() {
        watch();
        logged();
        now = now.plus(Duration.ofMinutes(3));
        assertThat(logged()).containsExactly("WARN not ready: the loop that polls the broker has stalled");
        now = now.plus(Duration.ofMinutes(3));
        assertThat(logged()).containsExactly(
                "ERROR not alive, to be restarted: the loop that polls the broker has stalled");
        turn = now;
        assertThat(logged()).containsExactlyInAnyOrder("INFO ready", "INFO alive again");
    }

    @Test
    void a_stop_has_a_line_of_its_own_elsewhere() {
        watch();
        logged();
        liveness.stopping();
        assertThat(logged()).isEmpty();
    }
}
