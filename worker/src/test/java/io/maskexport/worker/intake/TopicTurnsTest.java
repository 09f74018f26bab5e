package io.maskexport.worker.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.maskexport.worker.settings.RequestTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TopicTurnsTest {
    private static final List<RequestTopic> CLASSES = List.of(new RequestTopic("urgent", 3),
            new RequestTopic("standard", 1));

    private volatile Instant now = Instant.parse("2026-11-30T08:00:00Z");
    private final TopicTurns turns = new TopicTurns(CLASSES, 1, () -> now, Duration.ofSeconds(20));

    private TopicTurns.Turn take(String topic) throws InterruptedException {
        return turns.take(topic, Duration.ofSeconds(30)).orElseThrow();
    }

    /** Both topics always have a next request; each takes its time. Returns how many began of each. */
    private Map<String, Integer> contend(Map<String, Duration> times, int count) throws InterruptedException {
        var begun = new ConcurrentHashMap<String, Integer>();
        var all = new CountDownLatch(count);
        var first = take("standard");
        var threads = times.entrySet().stream().map(topic -> Thread.ofVirtual()
                .start(() -> work(topic.getKey(), topic.getValue(), begun, all))).toList();
        first.close();
        all.await();
        for (var thread : threads) {
            thread.interrupt();
            thread.join();
        }
        return begun;
    }

    private void work(String topic, Duration time, Map<String, Integer> begun, CountDownLatch all) {
        try {
            while (all.getCount() > 0) {
                try (var _ = take(topic)) {
                    while (!turns.isWaited(topic)) {
                        TimeUnit.MILLISECONDS.sleep(1);
                    }
                    if (all.getCount() > 0) {
                        begun.merge(topic, 1, Integer::sum);
                        now = now.plus(time);
                        all.countDown();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void requests_of_equal_length_begin_by_weight() throws Exception {
        var begun = contend(Map.of("urgent", Duration.ofSeconds(10), "standard", Duration.ofSeconds(10)), 40);

        assertThat(begun.get("urgent")).isBetween(28, 32);
    }

    @Test
    void a_topic_of_long_requests_does_not_squeeze_out_one_of_short_ones() throws Exception {
        var begun = contend(Map.of("urgent", Duration.ofSeconds(1), "standard", Duration.ofSeconds(20)), 130);

        assertThat(begun.get("standard")).isBetween(1, 6);
    }

    @Test
    void a_topic_alone_has_every_turn() throws Exception {
        for (int i = 0; i < 100; i++) {
            try (var _ = take("standard")) {
                now = now.plusSeconds(600);
            }
        }
    }

    @Test
    void an_idle_topic_saves_nothing_up() throws Exception {
        for (int i = 0; i < 100; i++) {
            try (var _ = take("urgent")) {
                now = now.plusSeconds(600);
            }
        }
        var begun = contend(Map.of("urgent", Duration.ofSeconds(10), "standard", Duration.ofSeconds(10)), 40);

        assertThat(begun.get("standard")).isBetween(8, 12);
    }

    @Test
    void a_slot_goes_to_the_waiting_topic_if_the_other_has_no_more_requests() throws Exception {
        var single = new TopicTurns(CLASSES, 1, () -> now, Duration.ofMillis(1));
        single.take("urgent", Duration.ofSeconds(30)).orElseThrow().close();
        for (int i = 0; i < 5; i++) {
            try (var _ = single.take("standard", Duration.ofSeconds(30)).orElseThrow()) {
                now = now.plusSeconds(100);
            }
        }
    }

    @Test
    void there_are_as_many_turns_as_slots() throws Exception {
        var three = new TopicTurns(CLASSES, 3, () -> now, Duration.ZERO);
        var taken = List.of(three.take("urgent", Duration.ZERO).orElseThrow(),
                three.take("standard", Duration.ZERO).orElseThrow(), three.take("urgent", Duration.ZERO).orElseThrow());

        assertThat(three.take("urgent", Duration.ofMillis(10))).isEmpty();
        taken.getFirst().close();
        assertThat(three.take("urgent", Duration.ZERO)).isPresent();
    }

    @Test
    void one_topic_takes_no_turns() {
        var single = new TopicTurns(List.of(new RequestTopic("requests", 1)), 1, () -> now, Duration.ZERO);

        assertThat(single.shares("requests")).isFalse();
        assertThat(turns.shares("urgent")).isTrue();
        assertThat(turns.shares("tasks")).isFalse();
    }
}
