package io.maskexport.resilience.simulation;

import java.io.IOException;

import io.maskexport.worker.protocol.HostProcess;

/** A task that a process repeats on a thread of its own. */
final class SimulatedRepetition implements HostProcess.TaskRepetition {
    private final SimulatedProcess process;
    private final long interval;
    private final HostProcess.PeriodicTask task;
    private final SimulatedThread thread;
    private boolean closed;
    private boolean ended;

    SimulatedRepetition(SimulatedWorld world, SimulatedProcess process, long interval, HostProcess.PeriodicTask task) {
        this.process = process;
        this.interval = interval;
        this.task = task;
        thread = SimulatedThread.of(() -> {
            try {
                run();
            } catch (ProcessCrash _) {
                // The process is gone.
            } finally {
                ended = true;
                world.scheduler().end();
            }
        });
    }

    SimulatedThread thread() {
        return thread;
    }

    private void run() {
        process.pass(interval);
        while (!closed) {
            try {
                task.run();
            } catch (IOException _) {
                // The next run may succeed.
            } catch (InterruptedException _) {
                return;
            }
            if (!closed) {
                process.pass(interval);
            }
        }
    }

    /** Interrupts a task that runs and waits for its end. A sleeping one ends when it wakes. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
