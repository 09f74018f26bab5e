package io.maskexport.sandbox.simulation;

import java.io.IOException;

import io.maskexport.worker.protocol.Host;

/** A task that a process repeats beside its work, on a strand of its own. */
final class SimulatedRepetition implements Host.Repetition {
    private final Instance process;
    private final long interval;
    private final Host.Task task;
    private final Strand strand;
    private boolean closed;
    private boolean ended;

    SimulatedRepetition(World world, Instance process, long interval, Host.Task task) {
        this.process = process;
        this.interval = interval;
        this.task = task;
        strand = Strand.of(() -> {
            try {
                run();
            } catch (Crash _) {
                // Nobody is there to be told.
            } finally {
                ended = true;
                world.timeline().end();
            }
        });
    }

    Strand strand() {
        return strand;
    }

    private void run() {
        process.pass(interval);
        while (!closed) {
            try {
                task.run();
            } catch (IOException _) {
                // The next time it may go well.
            } catch (InterruptedException _) {
                return;
            }
            if (!closed) {
                process.pass(interval);
            }
        }
    }

    /** What is under way is broken off; waits until it is. One that sleeps finds out when it wakes. */
    @Override
    public void close() {
        closed = true;
        strand.interrupt();
    }
}
