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
 * Bounds the bytes that items in flight hold: their inputs until they are rendered, their outputs until they are written.
 * Shared by all exports of a process. Safe for many threads.
 *
 * <p>It cannot deadlock: an export that holds something never waits here, it hands its head item over first; what is larger
 * than the whole budget counts as the whole; and an item that is being rendered waits for nothing but its turn to overdraw
 * the budget. That turn is one item's at a time, and comes when all others that are being rendered have ended or wait for
 * theirs; until it ends, no other begins. So no more is held than the budget and one item, and that while nothing else is
 * being rendered.
 */
public final class ByteBudget {
    /** How long somebody who waits hears nothing. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final long total;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Those who wait for a share, in order. */
    private final Deque<Object> waiting = new ArrayDeque<>();
    /** Below zero when an item turns out larger than expected. */
    private long free;
    /** Items that are being rendered and do not wait for their turn. */
    private int rendering;
    /** Items that wait for their turn or have it. */
    private int overdrawing;
    private boolean turnTaken;

    public ByteBudget(long bytes) {
        total = Math.max(bytes, 1);
        free = total;
    }

    /** Told while something is waited for: what it throws ends the waiting. */
    @FunctionalInterface
    interface Patience {
        void end() throws IOException, InterruptedException;
    }

    /** Part of the budget, held by one item. Not for several threads at once. */
    public final class Share implements AutoCloseable {
        private long held;
        private boolean isRendering;
        private boolean hasTurn;

        private Share(long held) {
            this.held = held;
        }

        /** Says what the item really holds; never waits. */
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

        /** Holds that much if the difference is free now and nobody waits for it; else changes nothing. */
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

        /** Waits until no item overdraws the budget, before it is rendered. */
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

        /** Holds at least that much: what is free now or, when its turn comes, more than there is. */
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

        /** Lets others be rendered and overdraw the budget, if it was this one's turn. */
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

        /** Gives everything back. */
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

    /** Waits until that much is free. */
    public Share acquire(long bytes) throws InterruptedException {
        try {
            return acquire(bytes, () -> {});
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until that much is free, and for nobody who came later. */
    Share acquire(long bytes, Patience patience) throws IOException, InterruptedException {
        var place = new Object();
        lock.lockInterruptibly();
        try {
            waiting.addLast(place);
            while (!waiting.getFirst().equals(place) || free < cost(bytes)) {
                if (!changed.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    endPatience(patience);
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

    private void endPatience(Patience patience) throws IOException, InterruptedException {
        lock.unlock();
        try {
            patience.end();
        } finally {
            lock.lock();
        }
    }

    /** Takes that much if it is free now and nobody waits for it, else returns nothing. */
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

    /** Bytes of the whole budget. */
    public long totalBytes() {
        return total;
    }

    /** Bytes held now; more than {@link #totalBytes} when outputs were larger than expected. */
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
