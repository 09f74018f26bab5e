package io.maskexport.export;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Calls that wait for something outside, several at a time. The results arrive in the order of the inputs on the
 * calling thread, so what is made of them does not depend on how many run at once.
 *
 * @param most number of calls at a time, at least 1; with 1, the calling thread makes them itself
 */
public record ConcurrentCalls(int most) {
    /** A call. It may run on another thread, beside calls for other inputs. */
    @FunctionalInterface
    public interface Call<I, O> {
        O of(I input) throws IOException, InterruptedException;
    }

    /** Receives results, one at a time. */
    @FunctionalInterface
    public interface Receiver<O> {
        void accept(O result) throws IOException, InterruptedException;
    }

    public ConcurrentCalls {
        if (most < 1) {
            throw new IllegalArgumentException(most + " calls at a time");
        }
    }

    /** At most so many calls at a time, because their results are large. */
    public ConcurrentCalls atMost(int fewer) {
        return new ConcurrentCalls(Math.min(most, fewer));
    }

    /**
     * Makes a call for each input. Takes inputs only as calls begin, and begins no call that is more than {@code most}
     * inputs ahead of the result received last.
     *
     * @throws IOException of the first call that failed, in the order of the inputs; the later ones are interrupted
     */
    public <I, O> void run(Iterator<I> inputs, Call<I, O> call, Receiver<? super O> receiver)
            throws IOException, InterruptedException {
        if (most == 1) {
            while (inputs.hasNext()) {
                receiver.accept(call.of(inputs.next()));
            }
            return;
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            run(threads, inputs, call, receiver);
        }
    }

    private <I, O> void run(ExecutorService threads, Iterator<I> inputs, Call<I, O> call,
            Receiver<? super O> receiver) throws IOException, InterruptedException {
        Deque<Future<O>> begun = new ArrayDeque<>();
        try {
            begin(threads, inputs, call, begun);
            while (!begun.isEmpty()) {
                var next = result(begun.element());
                begun.remove();
                receiver.accept(next);
                begin(threads, inputs, call, begun);
            }
        } finally {
            begun.forEach(future -> future.cancel(true));
        }
    }

    private <I, O> void begin(ExecutorService threads, Iterator<I> inputs, Call<I, O> call, Queue<Future<O>> begun) {
        while (begun.size() < most && inputs.hasNext()) {
            var input = inputs.next();
            begun.add(threads.submit(() -> call.of(input)));
        }
    }

    private static <O> O result(Future<O> future) throws IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case InterruptedException interruption -> throw interruption;
                case Error error -> throw error;
                case RuntimeException fault -> throw fault;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
