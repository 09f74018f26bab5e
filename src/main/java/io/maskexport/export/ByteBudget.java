package io.maskexport.export;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the bytes that items in flight hold: their inputs until they are rendered, their outputs until they are written.
 * Shared by all exports of a process. Counted in KiB. Safe for many threads.
 *
 * <p>It cannot deadlock: an export that holds something never waits here, it hands its head item over first; what is larger
 * than the whole budget counts as the whole; and an item that is being rendered waits for nothing but its turn to overdraw
 * the budget, which is that of one item at a time, being rendered too. So no more is held than the budget and one item.
 */
public final class ByteBudget {
    private static final int UNIT = 1024;

    private final int total;
    private final Budget free;
    private final Semaphore turn = new Semaphore(1, true);

    /** Permits may go below zero, when an item turns out larger than expected. */
    private static final class Budget extends Semaphore {
        private static final long serialVersionUID = 1L;

        Budget(int permits) {
            super(permits, true);
        }

        void overdraw(int permits) {
            reducePermits(permits);
        }
    }

    public ByteBudget(long bytes) {
        total = units(Math.max(bytes, UNIT));
        free = new Budget(total);
    }

    /** Part of the budget, held by one item. Not for several threads at once. */
    public final class Share implements AutoCloseable {
        private int held;
        private boolean hasTurn;

        private Share(int held) {
            this.held = held;
        }

        /** Says what the item really holds; never waits. */
        public void set(long bytes) {
            int now = cost(bytes);
            if (now > held) {
                free.overdraw(now - held);
            } else {
                free.release(held - now);
            }
            held = now;
        }

        /** Holds that much if the difference is free now and nobody waits for it; else changes nothing. */
        public boolean tryGrow(long bytes) throws InterruptedException {
            int now = cost(bytes);
            if (now > held && !take(now - held)) {
                return false;
            }
            free.release(Math.max(held - now, 0));
            held = now;
            return true;
        }

        /**
         * Holds at least that much: what is free now or, when its turn comes, more than there is. For an item that is being
         * rendered, as whoever has the turn must go on without waiting for others until {@link #endTurn}.
         */
        public void grow(long bytes) throws InterruptedException {
            if (cost(bytes) <= held || tryGrow(bytes)) {
                return;
            }
            if (!hasTurn) {
                turn.acquire();
                hasTurn = true;
            }
            set(bytes);
        }

        /** Lets another item overdraw the budget, if it was this one's turn. */
        public void endTurn() {
            if (hasTurn) {
                hasTurn = false;
                turn.release();
            }
        }

        /** Gives everything back. */
        @Override
        public void close() {
            endTurn();
            free.release(held);
            held = 0;
        }
    }

    /** Waits until that much is free. */
    public Share acquire(long bytes) throws InterruptedException {
        int cost = cost(bytes);
        free.acquire(cost);
        return new Share(cost);
    }

    /** Takes that much if it is free now and nobody waits for it, else returns nothing. */
    public Optional<Share> tryAcquire(long bytes) throws InterruptedException {
        int cost = cost(bytes);
        return take(cost) ? Optional.of(new Share(cost)) : Optional.empty();
    }

    /** With a timeout, even of none, a fair semaphore lets nobody pass those who wait. */
    private boolean take(int permits) throws InterruptedException {
        return free.tryAcquire(permits, 0, TimeUnit.SECONDS);
    }

    /** Bytes of the whole budget. */
    public long totalBytes() {
        return (long) total * UNIT;
    }

    /** Bytes held now; more than {@link #totalBytes} when outputs were larger than expected. */
    public long heldBytes() {
        return (long) (total - free.availablePermits()) * UNIT;
    }

    private int cost(long bytes) {
        return Math.min(units(bytes), total);
    }

    private static int units(long bytes) {
        return (int) Math.min(Math.ceilDiv(bytes, UNIT), Integer.MAX_VALUE);
    }
}
