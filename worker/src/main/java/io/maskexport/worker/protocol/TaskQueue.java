package io.maskexport.worker.protocol;

import java.io.IOException;
import java.util.List;

/** Port: sends part tasks to all workers. Thread-safe. */
@FunctionalInterface
public interface TaskQueue {
    /** Returns when the task is durable. A task may be delivered more than once. */
    void send(TaskMessage task) throws IOException, InterruptedException;

    /** Returns when all tasks are durable; after a failure, some may be. */
    default void sendAll(List<TaskMessage> tasks) throws IOException, InterruptedException {
        for (var task : tasks) {
            send(task);
        }
    }
}
