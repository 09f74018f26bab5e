package io.maskexport.worker.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import org.apache.kafka.common.TopicPartition;

/**
 * The ages of records, from the broker's index of timestamps: it says which record is the first since a time, and a binary
 * search finds the time to which a given record is the answer. No record is read, which would need a consumer. An age is too low if
 * the record has an older timestamp than one before it, as a copy at the end of its topic has.
 */
final class RecordAges {
    private static final double MIN = Duration.ofSeconds(1).toMillis();
    private static final double MAX = Duration.ofDays(60).toMillis();
    /** Halvings of the logarithm of the age: the result is exact to 0.4 %. */
    private static final int STEPS = 12;

    private final OffsetQuery query;

    /** Asks the broker for the first offsets since some times, in milliseconds of the epoch; -1 stands for none. */
    @FunctionalInterface
    interface OffsetQuery {
        Map<TopicPartition, Long> firstSince(Map<TopicPartition, Long> times)
                throws InterruptedException, ExecutionException, TimeoutException;
    }

    /** The bounds of an age, in milliseconds. */
    private record AgeRange(double min, double max) {
        double middle() {
            return Math.sqrt(min * max);
        }

        AgeRange narrowed(boolean younger) {
            return younger ? new AgeRange(min, middle()) : new AgeRange(middle(), max);
        }
    }

    RecordAges(OffsetQuery query) {
        this.query = query;
    }

    /** The ages of the records at some offsets, one second to 60 days. */
    Map<TopicPartition, Duration> of(Map<TopicPartition, Long> records, Instant now)
            throws InterruptedException, ExecutionException, TimeoutException {
        var ranges = new HashMap<TopicPartition, AgeRange>();
        records.keySet().forEach(partition -> ranges.put(partition, new AgeRange(MIN, MAX)));
        for (int step = 0; step < STEPS && !ranges.isEmpty(); step++) {
            var firstSince = query.firstSince(ranges.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                    range -> now.toEpochMilli() - (long) range.getValue().middle())));
            records.forEach((partition, offset) -> ranges.computeIfPresent(partition,
                    (_, range) -> range.narrowed(isAtOrBefore(firstSince.getOrDefault(partition, -1L), offset))));
        }
        return ranges.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                range -> Duration.ofMillis((long) range.getValue().middle())));
    }

    private static boolean isAtOrBefore(long first, long offset) {
        return first >= 0 && first <= offset;
    }
}
