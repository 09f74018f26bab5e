package io.maskexport.sandbox.simulation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;

import org.jspecify.annotations.Nullable;

/**
 * Simulated time, in microseconds: what is to happen, in the order in which it does. Whoever gives way runs what is due, and
 * hands the turn to the strand that wakes next.
 */
final class Timeline implements InstantSource {
    static final long MILLISECOND = 1_000;
    static final long SECOND = 1_000 * MILLISECOND;

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private final Strand root = Strand.current();
    private final long mostSteps;
    private Strand running = root;
    private long now;
    private long steps;
    private boolean draining;
    private @Nullable Throwable broken;

    private record Entry(long time, long order, Turn turn) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private sealed interface Turn {}

    private record Wake(Strand strand) implements Turn {}

    private record Action(Runnable action) implements Turn {}

    /** @param mostSteps after which it is taken for endless */
    Timeline(long mostSteps) {
        this.mostSteps = mostSteps;
    }

    long now() {
        return now;
    }

    long steps() {
        return steps;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochSecond(now / SECOND, now % SECOND * 1_000);
    }

    /** A time of {@link #instant} in microseconds. */
    static long micros(Instant instant) {
        return instant.getEpochSecond() * SECOND + instant.getNano() / 1_000;
    }

    /** The strand whose turn it is. */
    Strand running() {
        return running;
    }

    void after(long delay, Runnable action) {
        add(delay, new Action(action));
    }

    /** Lets a strand begin; it must {@link #end} as the last thing that it does. */
    void begin(long delay, Strand strand) {
        add(delay, new Wake(strand));
    }

    /** Lets time pass for the running strand, and others do what they do meanwhile. */
    void pass(long delay) {
        var me = running;
        add(delay, new Wake(me));
        giveWay(me);
    }

    /** Ends the running strand. */
    void end() {
        handTo(next());
    }

    /** Runs from the root until nothing is left to happen; false when that takes too long. */
    boolean run() {
        giveWay(root);
        if (broken != null) {
            throw new IllegalStateException("the simulation broke", broken);
        }
        return entries.isEmpty();
    }

    /** Lets the strands run that still wait, and nothing else; every one of them must come to its end. */
    void drain() {
        entries.removeIf(entry -> entry.turn instanceof Action);
        draining = true;
        giveWay(root);
        entries.clear();
    }

    private void add(long delay, Turn turn) {
        entries.add(new Entry(now + delay, steps++, turn));
    }

    private void giveWay(Strand me) {
        var next = next();
        if (next != me) {
            handTo(next);
            me.await();
        }
        running = me;
    }

    private void handTo(Strand next) {
        running = next;
        next.resume();
    }

    /** Does what is due until a strand wakes: that one, or the root when there is nothing more. */
    private Strand next() {
        while ((steps < mostSteps || draining) && broken == null) {
            var entry = entries.poll();
            if (entry == null) {
                return root;
            }
            now = entry.time;
            switch (entry.turn) {
                case Wake(var strand) -> {
                    return strand;
                }
                case Action(var action) -> act(action);
            }
        }
        return root;
    }

    private void act(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            broken = e;
        }
    }
}
