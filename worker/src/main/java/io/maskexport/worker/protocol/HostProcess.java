package io.maskexport.worker.protocol;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Port: the process that work is done in. Safe for many threads. */
public interface HostProcess {
    /** Identifies this process among all that ever were. */
    String id();

    /** Runs a task again and again beside the work, each time after an interval, until what is returned is closed. */
    TaskRepetition repeat(Duration interval, PeriodicTask task);

    /** Told what is wrong with the work bucket; empty when it answers. */
    void workBucket(Optional<String> trouble);

    /** Ends the process: an {@link Error} says that it cannot be trusted any more. Does not return in a real process. */
    void end(Error error);

    /** Something short that may fail. */
    @FunctionalInterface
    interface PeriodicTask {
        void run() throws IOException, InterruptedException;
    }

    /** A task that is repeated. Once it is closed, the task does not run any more. */
    @FunctionalInterface
    interface TaskRepetition extends AutoCloseable {
        @Override
        void close();
    }
}
