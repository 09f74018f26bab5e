package io.maskexport.resilience.simulation;

import java.util.concurrent.locks.LockSupport;

/**
 * A thread of a simulated process. Of all threads of a scheduler exactly one runs at a time, the others wait for their turn, so
 * that what they share needs no locks.
 */
final class SimulatedThread {
    private final Thread thread;
    private volatile boolean turn;
    private boolean interrupted;

    private SimulatedThread(Thread thread) {
        this.thread = thread;
    }

    private SimulatedThread(Runnable body) {
        thread = Thread.ofVirtual().unstarted(() -> {
            turn = false;
            body.run();
        });
    }

    /** The calling thread. */
    static SimulatedThread current() {
        return new SimulatedThread(Thread.currentThread());
    }

    /** A thread that begins when it gets its first turn. */
    static SimulatedThread of(Runnable body) {
        return new SimulatedThread(body);
    }

    /** Gives the turn to this thread; the caller must wait for its own, or end. */
    void resume() {
        turn = true;
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        } else {
            LockSupport.unpark(thread);
        }
    }

    void await() {
        while (!turn) {
            LockSupport.park(this);
        }
        turn = false;
    }

    /** Interrupts it as soon as it has its turn. */
    void interrupt() {
        interrupted = true;
    }

    /** Whether it was interrupted since it was asked last. */
    boolean isInterrupted() {
        boolean was = interrupted;
        interrupted = false;
        return was;
    }
}
