package io.maskexport.worker.ops;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;

/**
 * Passes a warning or error that repeats less and less often: after one minute, after two, four, up to an hour. Kafka's clients
 * and whatever waits for a broker or a store would otherwise say the same thing every few seconds, for hours. Lines of requests
 * and those with a marker always pass, and so do lines that differ, in more than numbers if they are those of Kafka's
 * clients or of the exporter of traces.
 */
public final class RepeatedLines extends TurboFilter {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MAX_LINES = 1000;
    /** Loggers whose lines differ in numbers only. */
    private static final List<String> NUMBERING = List.of("org.apache.kafka.", "io.opentelemetry.");

    private final InstantSource clock;
    private final Map<String, Pause> pauses = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Pause> eldest) {
            return size() > MAX_LINES;
        }
    };

    /** Until when a line does not pass again, in epoch milliseconds, and for how long that is. */
    private record Pause(long until, long length) {
        Pause next(long now) {
            // Quiet for as long again: it is over, and what comes now is new.
            long next = now > until + length ? SHORTEST.toMillis() : Math.min(2 * length, LONGEST.toMillis());
            return new Pause(now + next, next);
        }
    }

    /** For logback's configuration. */
    public RepeatedLines() {
        this(InstantSource.system());
    }

    RepeatedLines(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public FilterReply decide(@Nullable Marker marker, Logger logger, Level level, @Nullable String format,
            Object @Nullable [] values, @Nullable Throwable thrown) {
        if (format == null || marker != null || !level.isGreaterOrEqual(Level.WARN) || MDC.get("request") != null) {
            return FilterReply.NEUTRAL;
        }
        return isDue(line(logger.getName(), MessageFormatter.arrayFormat(format, values).getMessage()))
                ? FilterReply.NEUTRAL
                : FilterReply.DENY;
    }

    private static String line(String logger, String message) {
        return logger + " "
                + (NUMBERING.stream().anyMatch(logger::startsWith) ? message.replaceAll("[0-9]+", "0") : message);
    }

    private synchronized boolean isDue(String line) {
        long now = clock.millis();
        var pause = Optional.ofNullable(pauses.get(line));
        if (pause.filter(p -> now < p.until()).isPresent()) {
            return false;
        }
        pauses.put(line, pause.map(p -> p.next(now))
                .orElseGet(() -> new Pause(now + SHORTEST.toMillis(), SHORTEST.toMillis())));
        return true;
    }
}
