package io.maskexport.worker.protocol;

import java.io.IOException;

/** Port: hands part tasks to all workers. Safe for many threads. */
@FunctionalInterface
public interface TaskQueue {
    /** Returns when the task is durable; a task may be given out more than once. */
    void send(TaskMessage task) throws IOException, InterruptedException;
}
