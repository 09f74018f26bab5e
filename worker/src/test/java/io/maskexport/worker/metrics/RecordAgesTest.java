package io.maskexport.worker.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RecordAgesTest {
    private static final Instant NOW = Instant.ofEpochMilli(1_796_000_000_000L);
    private static final TopicPartition ONE = new TopicPartition("requests", 0);
    private static final TopicPartition OTHER = new TopicPartition("requests", 1);

    private final Map<TopicPartition, List<Long>> ages = new HashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {2, 59, 3_600, 7_200, 86_400, 30 * 86_400L})
    void a_record_has_the_age_that_its_timestamp_says(long seconds) throws Exception {
        ages.put(ONE, List.of(seconds * 2, seconds, seconds / 2));

        assertThat(age(Map.of(ONE, 1L))).hasEntrySatisfying(ONE,
                age -> assertThat(age.toMillis()).isCloseTo(seconds * 1_000, Percentage.withPercentage(0.5)));
    }

    @Test
    void partitions_have_ages_of_their_own() throws Exception {
        ages.put(ONE, List.of(900L));
        ages.put(OTHER, List.of(40_000L, 20L));

        assertThat(age(Map.of(ONE, 0L, OTHER, 1L)))
                .hasEntrySatisfying(ONE, age -> assertThat(age.toSeconds()).isBetween(895L, 905L))
                .hasEntrySatisfying(OTHER, age -> assertThat(age.toSeconds()).isBetween(19L, 21L));
    }

    @Test
    void nothing_is_asked_about_no_record() throws Exception {
        assertThat(new RecordAges(_ -> {
            throw new AssertionError("asked");
        }).of(Map.of(), NOW)).isEmpty();
    }

    private Map<TopicPartition, Duration> age(Map<TopicPartition, Long> records) throws Exception {
        return new RecordAges(this::firstSince).of(records, NOW);
    }

    /** As a broker answers: the first record since a time, or -1. */
    private Map<TopicPartition, Long> firstSince(Map<TopicPartition, Long> times) {
        var answer = new HashMap<TopicPartition, Long>();
        times.forEach((partition, since) -> {
            double age = (NOW.toEpochMilli() - since) / 1e3;
            var records = ages.getOrDefault(partition, List.of());
            long later = records.stream().filter(record -> record > age).count();
            answer.put(partition, later == records.size() ? -1 : later);
        });
        return answer;
    }
}
