package io.maskexport.worker.protocol;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import io.maskexport.worker.failure.NotUnderstood;
import io.maskexport.worker.plan.SideSteps;

/** Port: the process of the worker. Thread-safe. */
public interface HostProcess {
    /** Unique id of this process. */
    String id();

    /** Repeats a task at an interval in the background until the returned handle is closed. */
    TaskRepetition repeat(Duration interval, PeriodicTask task);

    /** For steps of an attempt that need not wait for each other; closed at its end. */
    default SideSteps sideSteps() {
        return SideSteps.ONE_BY_ONE;
    }

    /** Reports a problem of the work bucket; empty when it answers. */
    void workBucket(Optional<String> trouble);

    /** Reports that a record was left to a worker of another version. */
    void notUnderstood(NotUnderstood why);

    /** Ends the process, which cannot be trusted after an {@link Error}. Does not return in a real process. */
    void end(Error error);

    /** A short task that may fail. */
    @FunctionalInterface
    interface PeriodicTask {
        void run() throws IOException, InterruptedException;
    }

    /** A repeated task. After closing, it does not run again. */
    @FunctionalInterface
    interface TaskRepetition extends AutoCloseable {
        @Override
        void close();
    }
}
