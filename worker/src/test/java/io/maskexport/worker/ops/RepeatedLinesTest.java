package io.maskexport.worker.ops;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.spi.FilterReply;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;

class RepeatedLinesTest {
    private static final String KAFKA = "org.apache.kafka.clients.NetworkClient";
    private static final String OURS = "io.maskexport.worker.metrics.BacklogGauge";

    private Instant now = Instant.EPOCH;
    private final RepeatedLines lines = new RepeatedLines(() -> now);
    private final LoggerContext context = new LoggerContext();

    private boolean passes(String logger, Level level, String format, Object... values) {
        return lines.decide(null, context.getLogger(logger), level, format, values, null) != FilterReply.DENY;
    }

    private boolean fails(String reason) {
        return passes(OURS, Level.WARN, "The backlog is not known: {}", reason);
    }

    @Test
    void a_line_that_repeats_passes_after_one_two_four_minutes_and_at_least_once_an_hour() {
        List<Long> passed = new ArrayList<>();
        for (long second = 0; second <= Duration.ofHours(5).toSeconds(); second += 5) {
            now = Instant.ofEpochSecond(second);
            if (fails("time-out")) {
                passed.add(second / 60);
            }
        }
        assertThat(passed).containsExactly(0L, 1L, 3L, 7L, 15L, 31L, 63L, 123L, 183L, 243L);
    }

    @Test
    void another_line_passes_at_once() {
        assertThat(fails("time-out")).isTrue();
        assertThat(fails("time-out")).isFalse();
        assertThat(fails("login refused")).isTrue();
        assertThat(passes(OURS, Level.WARN, "a-0@{} is a dead letter", 7)).isTrue();
        assertThat(passes(OURS, Level.WARN, "a-0@{} is a dead letter", 8)).isTrue();
    }

    @Test
    void a_line_that_returns_after_a_quiet_time_is_new() {
        for (int minute = 0; minute < 30; minute++) {
            now = now.plusSeconds(60);
            fails("time-out");
        }
        now = now.plus(Duration.ofHours(3));
        assertThat(fails("time-out")).isTrue();
        now = now.plusSeconds(61);
        assertThat(fails("time-out")).isTrue();
    }

    @Test
    void numbers_do_not_tell_lines_of_kafka_apart() {
        assertThat(passes(KAFKA, Level.ERROR, "Connection to node {} failed after {} ms", 1, 30)).isTrue();
        assertThat(passes(KAFKA, Level.ERROR, "Connection to node {} failed after {} ms", 2, 31)).isFalse();
        assertThat(passes(KAFKA, Level.ERROR, "Topic authorization failed for topics [{}]", "a")).isTrue();
    }

    @Test
    void lines_of_requests_and_news_always_pass() {
        for (int i = 0; i < 3; i++) {
            assertThat(passes(OURS, Level.INFO, "ready")).isTrue();
            try (var _ = MDC.putCloseable("request", "lemons-1")) {
                assertThat(fails("time-out")).isTrue();
            }
        }
        assertThat(lines.decide(null, context.getLogger(OURS), Level.WARN, null, null, null))
                .as("whether the level is on").isEqualTo(FilterReply.NEUTRAL);
    }

    @Test
    void thousands_of_different_lines_are_forgotten_again() {
        for (int i = 0; i < 5000; i++) {
            assertThat(fails("reason " + i)).isTrue();
        }
        assertThat(fails("reason 0")).isTrue();
        assertThat(fails("reason 4999")).isFalse();
    }
}
