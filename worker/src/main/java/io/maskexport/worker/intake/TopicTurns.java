package io.maskexport.worker.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.maskexport.worker.settings.RequestTopic;

/**
 * Shares the slots for requests among the topics of requests, by weight and by time: a free slot goes to the waiting topic that
 * has used least of its share. Time rather than number, because a topic of long requests would otherwise squeeze out one of
 * short ones. A topic that is idle saves nothing up, and a single request counts as ten minutes at most, so that no topic waits
 * for hours for what it had before. Thread-safe.
 */
final class TopicTurns {
    /** A request counts for no more. */
    static final Duration LONGEST_CHARGE = Duration.ofMinutes(10);

    /** How long after a request its topic's next one is expected, before the slot goes to a topic that has used more. */
    static final Duration NEXT_REQUEST = Duration.ofMillis(500);

    private final InstantSource clock;
    private final Duration next;
    private final Map<String, TopicShare> shares = new HashMap<>();
    private int free;
    /** Recent time of a request in milliseconds, that a turn is expected to use. */
    private double typical = 1_000;

    /** What a topic has used, in milliseconds by weight. */
    private static final class TopicShare {
        final int weight;
        double used;
        /** What the requests in progress are expected to use. */
        double pending;
        int waiting;
        int working;
        /** Nanoseconds of {@link System#nanoTime} until which its next request is expected. */
        long expectedUntil = System.nanoTime();

        TopicShare(int weight) {
            this.weight = weight;
        }

        double total() {
            return used + pending / weight;
        }

        boolean isBusy() {
            return waiting > 0 || working > 0 || expected() > 0;
        }

        /** Nanoseconds for which its next request is still expected. */
        long expected() {
            return waiting > 0 ? 0 : Math.max(0, expectedUntil - System.nanoTime());
        }
    }

    /** The right to work on a request of a topic; given back by closing it. */
    final class Turn implements AutoCloseable {
        private final TopicShare share;
        private final Instant begun = clock.instant();
        private final double charged = typical;

        private Turn(TopicShare share) {
            this.share = share;
        }

        @Override
        public void close() {
            give(this);
        }
    }

    /**
     * @param slots number of requests at a time
     * @param next how long after a request the next one of its topic is expected
     */
    TopicTurns(List<RequestTopic> topics, int slots, InstantSource clock, Duration next) {
        this.next = next;
        this.clock = clock;
        this.free = slots;
        topics.forEach(topic -> shares.put(topic.name(), new TopicShare(topic.weight())));
    }

    /** Whether this topic takes turns with others. */
    boolean shares(String topic) {
        return shares.size() > 1 && shares.containsKey(topic);
    }

    /** Waits for the topic's turn; empty if it does not come in time. */
    synchronized Optional<Turn> take(String topic, Duration atMost) throws InterruptedException {
        var share = shares.get(topic);
        if (share == null) {
            throw new IllegalArgumentException(topic);
        }
        if (!share.isBusy()) {
            share.used = Math.max(share.used, least());
        }
        share.waiting++;
        try {
            long end = System.nanoTime() + atMost.toNanos();
            while (free == 0 || !isNext(share)) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return Optional.empty();
                }
                long expected = shares.values().stream().mapToLong(TopicShare::expected).filter(time -> time > 0)
                        .min().orElse(left);
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, Math.min(left, expected)));
            }
            free--;
            share.working++;
            share.pending += typical;
            return Optional.of(new Turn(share));
        } finally {
            share.waiting--;
            notifyAll();
        }
    }

    /** Whether another topic waits for its turn. */
    synchronized boolean isWaited(String topic) {
        var own = shares.get(topic);
        return shares.values().stream().anyMatch(other -> other != own && other.waiting > 0);
    }

    private double least() {
        return shares.values().stream().filter(TopicShare::isBusy).mapToDouble(share -> share.used).min().orElse(0);
    }

    /** With equal use, the heavier topic is next. */
    private boolean isNext(TopicShare share) {
        return shares.values().stream()
                .filter(other -> other != share && (other.waiting > 0 || other.expected() > 0))
                .noneMatch(other -> other.total() < share.total()
                        || (other.total() == share.total() && other.weight > share.weight));
    }

    private synchronized void give(Turn turn) {
        var time = Duration.between(turn.begun, clock.instant());
        double millis = Math.max(1, Math.min(time.toMillis(), LONGEST_CHARGE.toMillis()));
        turn.share.used += millis / turn.share.weight;
        turn.share.pending -= turn.charged;
        typical += (millis - typical) / 8;
        turn.share.working--;
        turn.share.expectedUntil = System.nanoTime() + next.toNanos();
        free++;
        notifyAll();
    }
}
