package io.maskexport.worker.service;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import io.maskexport.defect.FatalErrors;
import io.maskexport.worker.failure.Interruption;
import io.maskexport.worker.plan.SideSteps;

/** Runs each step in a virtual thread of its own. Not thread-safe. */
public final class ThreadSteps implements SideSteps {
    private final List<Thread> running = new ArrayList<>();

    @Override
    public <T> StepResult<T> start(SideStep<T> step) {
        var task = new FutureTask<T>(step::run);
        running.removeIf(thread -> !thread.isAlive());
        running.add(Thread.ofVirtual().name("planning").start(task));
        return () -> await(task);
    }

    private static <T> T await(FutureTask<T> task) throws IOException, InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            FatalErrors.rethrow(e);
            switch (e.getCause()) {
                case InterruptedException cause -> throw Interruption.plain(cause);
                case IOException cause when Interruption.is(cause) -> throw Interruption.plain(cause);
                case IOException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case null, default -> throw new IOException(e.getCause());
            }
        }
    }

    @Override
    public void close() {
        running.forEach(Thread::interrupt);
        boolean interrupted = Thread.interrupted();
        for (var thread : running) {
            interrupted |= join(thread);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the end of a thread; whether the waiting thread was interrupted meanwhile. */
    private static boolean join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }
}
