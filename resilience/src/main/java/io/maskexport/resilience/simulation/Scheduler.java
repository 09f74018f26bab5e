package io.maskexport.resilience.simulation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;

import org.jspecify.annotations.Nullable;

/**
 * Simulated time, in microseconds, and the queue of future events. A thread that yields runs the events that are due and
 * passes control to the thread that wakes next.
 */
final class Scheduler implements InstantSource {
    static final long MILLISECOND = 1_000;
    static final long SECOND = 1_000 * MILLISECOND;

    private final PriorityQueue<ScheduledTurn> entries = new PriorityQueue<>();
    private final SimulatedThread root = SimulatedThread.current();
    private final long maxSteps;
    private SimulatedThread running = root;
    private long now;
    private long steps;
    private boolean draining;
    private @Nullable Throwable broken;

    private record ScheduledTurn(long time, long number, TurnKind turn) implements Comparable<ScheduledTurn> {
        @Override
        public int compareTo(ScheduledTurn other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private sealed interface TurnKind {}

    private record WakeThread(SimulatedThread thread) implements TurnKind {}

    private record RunAction(Runnable action) implements TurnKind {}

    /** @param maxSteps after which a run counts as endless */
    Scheduler(long maxSteps) {
        this.maxSteps = maxSteps;
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

    /** The running thread. */
    SimulatedThread running() {
        return running;
    }

    void after(long delay, Runnable action) {
        add(delay, new RunAction(action));
    }

    /** Starts a thread, which must call {@link #end} as its last step. */
    void start(long delay, SimulatedThread thread) {
        add(delay, new WakeThread(thread));
    }

    /** Suspends the running thread for a time while others run. */
    void pass(long delay) {
        var me = running;
        add(delay, new WakeThread(me));
        giveWay(me);
    }

    /** Ends the running thread. */
    void end() {
        handTo(next());
    }

    /** Runs from the root thread until no event is left; false if that takes too many steps. */
    boolean run() {
        giveWay(root);
        if (broken != null) {
            throw new IllegalStateException("the simulation broke", broken);
        }
        return entries.isEmpty();
    }

    /** Runs only the threads that still wait, each to its end. */
    void drain() {
        entries.removeIf(entry -> entry.turn instanceof RunAction);
        draining = true;
        giveWay(root);
        entries.clear();
    }

    private void add(long delay, TurnKind turn) {
        entries.add(new ScheduledTurn(now + delay, steps++, turn));
    }

    private void giveWay(SimulatedThread me) {
        var next = next();
        if (next != me) {
            handTo(next);
            me.await();
        }
        running = me;
    }

    private void handTo(SimulatedThread next) {
        running = next;
        next.resume();
    }

    /** Runs due events until a thread wakes; returns that thread, or the root if no event is left. */
    private SimulatedThread next() {
        while ((steps < maxSteps || draining) && broken == null) {
            var entry = entries.poll();
            if (entry == null) {
                return root;
            }
            now = entry.time;
            switch (entry.turn) {
                case WakeThread(var thread) -> {
                    return thread;
                }
                case RunAction(var action) -> act(action);
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
