package io.maskexport.worker.plan;

import java.io.IOException;

/** Port: steps of one attempt that need not wait for each other. For one thread; the steps may run in others. */
public interface SideSteps extends AutoCloseable {
    /** Each step runs when its result is awaited. */
    SideSteps ONE_BY_ONE = new SideSteps() {
        @Override
        public <T> StepResult<T> start(SideStep<T> step) {
            return step::run;
        }

        @Override
        public void close() {
            // Nothing runs.
        }
    };

    /** Part of an attempt. */
    @FunctionalInterface
    interface SideStep<T> {
        T run() throws IOException, InterruptedException;
    }

    /** The result of a step, to be awaited once. */
    @FunctionalInterface
    interface StepResult<T> {
        /** @throws IOException what the step threw */
        T await() throws IOException, InterruptedException;
    }

    <T> StepResult<T> start(SideStep<T> step);

    /** Interrupts the steps that still run, and waits until they end. */
    @Override
    void close();
}
