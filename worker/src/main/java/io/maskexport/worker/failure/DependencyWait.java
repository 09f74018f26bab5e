package io.maskexport.worker.failure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Waits at startup for a required dependency. */
public final class DependencyWait {
    /** Time between two probes. */
    public static final Duration INTERVAL = Duration.ofSeconds(5);

    private DependencyWait() {}

    /** A probe that fails while the dependency is down. */
    @FunctionalInterface
    public interface DependencyQuestion<T> {
        T ask() throws IOException, InterruptedException, ExecutionException, TimeoutException;
    }

    /**
     * Probes until it succeeds, and returns the result.
     *
     * @param problem receives the reason of each failure
     */
    public static <T> T untilAnswered(DependencyQuestion<T> question, Consumer<String> problem)
            throws InterruptedException {
        while (true) {
            try {
                return question.ask();
            } catch (IOException | UncheckedIOException | ExecutionException | TimeoutException e) {
                problem.accept(FailureWording.of(e));
                Sleeper.REAL.sleep(INTERVAL);
            }
        }
    }
}
