package io.maskexport.export;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bounds the memory of items in flight: their inputs until they are rendered, their outputs until they are written.
 * Shared by all exports of a process. Thread-safe.
 *
 * <p>It cannot deadlock: an export that holds something never waits here, because it hands over its head item first; an
 * item larger than the whole budget counts as the whole; and an item being rendered waits only for its turn to overdraw
 * the budget. One item at a time has the turn, once all other items being rendered have ended or wait for theirs; until
 * the turn ends, no other item begins. So at most the budget and one item are held, the latter only while nothing else
 * is being rendered.
 */
public final class ByteBudget {
    /** How often a waiting export is called. */
    private static final Duration AWAIT_INTERVAL = Duration.ofMillis(500);

    private final long total;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** The waiting requests for shares, in order. */
    private final Deque<Object> waiting = new ArrayDeque<>();
    /** Negative if an item turned out larger than expected. */
    private long free;
    /** Number of items being rendered that do not wait for their turn. */
    private int rendering;
    /** Number of items that wait for their turn or have it. */
    private int overdrawing;
    private boolean turnTaken;

    public ByteBudget(long bytes) {
        total = Math.max(bytes, 1);
        free = total;
    }

    /** Called periodically while waiting; an exception ends the wait. */
    @FunctionalInterface
    interface WaitListener {
        void waiting() throws IOException, InterruptedException;
    }

    /** A part of the budget, held by one item. Not thread-safe. */
    public final class Share implements AutoCloseable {
        private long held;
        private boolean isRendering;
        private boolean hasTurn;

        private Share(long held) {
            this.held = held;
        }

        /** Sets what the item actually holds; never waits. */
        public void set(long bytes) {
            lock.lock();
            try {
                hold(cost(bytes));
            } finally {
                lock.unlock();
            }
        }

        private void hold(long now) {
            free += held - now;
            held = now;
            changed.signalAll();
        }

        /** Grows to {@code bytes} if the difference is free now and nobody waits for it; otherwise changes nothing. */
        public boolean tryGrow(long bytes) {
            lock.lock();
            try {
                long now = cost(bytes);
                boolean isFree = now <= held || isFree(now - held);
                if (isFree) {
                    hold(now);
                }
                return isFree;
            } finally {
                lock.unlock();
            }
        }

        /** Waits until no item overdraws the budget; called before the item is rendered. */
        public void beginRendering() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                while (overdrawing > 0) {
                    changed.await();
                }
                isRendering = true;
                rendering++;
            } finally {
                lock.unlock();
            }
        }

        /** Grows to at least {@code bytes}: from what is free, or else, when its turn comes, by overdrawing the budget. */
        public void grow(long bytes) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                if (cost(bytes) <= held || tryGrow(bytes)) {
                    return;
                }
                if (!hasTurn) {
                    awaitTurn();
                }
                hold(cost(bytes));
            } finally {
                lock.unlock();
            }
        }

        private void awaitTurn() throws InterruptedException {
            int counted = isRendering ? 1 : 0;
            overdrawing++;
            rendering -= counted;
            changed.signalAll();
            try {
                while (turnTaken || rendering > 0) {
                    changed.await();
                }
                hasTurn = true;
                turnTaken = true;
            } finally {
                overdrawing -= hasTurn ? 0 : 1;
                rendering += counted;
                changed.signalAll();
            }
        }

        /** Ends this item's turn, if it had one, so that others can be rendered and overdraw the budget. */
        public void endRendering() {
            lock.lock();
            try {
                rendering -= isRendering ? 1 : 0;
                overdrawing -= hasTurn ? 1 : 0;
                turnTaken &= !hasTurn;
                isRendering = false;
                hasTurn = false;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /** Releases everything. */
        @Override
        public void close() {
            lock.lock();
            try {
                endRendering();
                hold(0);
            } finally {
                lock.unlock();
            }
        }
    }

    /** Waits until this much is free, then takes it. */
    public Share acquire(long bytes) throws InterruptedException {
        try {
            return acquire(bytes, () -> {});
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until this much is free, ahead of everybody who came later. */
    Share acquire(long bytes, WaitListener listener) throws IOException, InterruptedException {
        var place = new Object();
        lock.lockInterruptibly();
        try {
            waiting.addLast(place);
            while (!waiting.getFirst().equals(place) || free < cost(bytes)) {
                if (!changed.await(AWAIT_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                    notifyUnlocked(listener);
                }
            }
            free -= cost(bytes);
            return new Share(cost(bytes));
        } finally {
            waiting.remove(place);
            changed.signalAll();
            lock.unlock();
        }
    }

    private void notifyUnlocked(WaitListener listener) throws IOException, InterruptedException {
        lock.unlock();
        try {
            listener.waiting();
        } finally {
            lock.lock();
        }
    }

    /** Takes this much if it is free now and nobody waits for it; otherwise returns empty. */
    public Optional<Share> tryAcquire(long bytes) {
        lock.lock();
        try {
            if (!isFree(cost(bytes))) {
                return Optional.empty();
            }
            free -= cost(bytes);
            return Optional.of(new Share(cost(bytes)));
        } finally {
            lock.unlock();
        }
    }

    private boolean isFree(long bytes) {
        return waiting.isEmpty() && bytes <= free;
    }

    /** The whole budget, in bytes. */
    public long totalBytes() {
        return total;
    }

    /** Bytes held now; more than {@link #totalBytes} if outputs turned out larger than expected. */
    public long heldBytes() {
        lock.lock();
        try {
            return total - free;
        } finally {
            lock.unlock();
        }
    }

    private long cost(long bytes) {
        return Math.min(bytes, total);
    }
}
