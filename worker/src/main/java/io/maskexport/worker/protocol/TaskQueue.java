package io.maskexport.worker.protocol;

import java.io.IOException;

/** Port: sends part tasks to all workers. Thread-safe. */
@FunctionalInterface
public interface TaskQueue {
    /** Returns when the task is durable. A task may be delivered more than once. */
    void send(TaskMessage task) throws IOException, InterruptedException;
}
