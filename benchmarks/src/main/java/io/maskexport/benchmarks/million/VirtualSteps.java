package io.maskexport.benchmarks.million;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.maskexport.worker.plan.SideSteps;

/** Runs each step in a virtual thread of its own, as a worker does. */
final class VirtualSteps implements SideSteps {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @Override
    public <T> StepResult<T> start(SideStep<T> step) {
        var result = threads.submit(step::run);
        return () -> {
            try {
                return result.get();
            } catch (ExecutionException e) {
                throw new IOException(e.getCause());
            }
        };
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
