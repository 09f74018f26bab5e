package io.maskexport.resilience.simulation;

import java.util.concurrent.locks.LockSupport;

/**
 * A thread of a simulated process. Exactly one thread of a scheduler runs at a time, so that shared state needs no locks.
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

    /** A thread that starts when it is first given control. */
    static SimulatedThread of(Runnable body) {
        return new SimulatedThread(body);
    }

    /** Passes control to this thread; the caller must then wait or end. */
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

    /** Interrupts the thread once it runs. */
    void interrupt() {
        interrupted = true;
    }

    /** Whether it was interrupted since the last call. */
    boolean isInterrupted() {
        boolean was = interrupted;
        interrupted = false;
        return was;
    }
}
