package io.maskexport.export;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.maskexport.defect.Limits;
import io.maskexport.picture.JpegBackend;

/**
 * The threads that render, shared by all exports of a process: a fixed number, because rendering is computing and each
 * thread keeps its own buffers. Safe for many threads.
 */
public final class RenderPool implements AutoCloseable {
    private static final ScopedValue<ItemRenderer> RENDERER = ScopedValue.newInstance();

    private final ThreadPoolExecutor executor;
    private final AtomicInteger started = new AtomicInteger();

    /**
     * Starts the threads.
     *
     * @param threads at least 1; as many as processors is right
     * @param limits of most exports; each export's own hold for its items
     * @throws IllegalStateException when the JPEG decoder that is asked for is not on the machine
     */
    public RenderPool(int threads, JpegBackend backend, Limits limits) {
        executor = new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                loop -> thread(loop, new ItemRenderer(backend, limits)));
        executor.prestartAllCoreThreads();
    }

    private Thread thread(Runnable loop, ItemRenderer renderer) {
        return Thread.ofPlatform().daemon().name("render-" + started.incrementAndGet()).unstarted(
                () -> ScopedValue.where(RENDERER, renderer).run(loop));
    }

    void execute(Runnable work) {
        executor.execute(work);
    }

    /** The renderer of the current thread, which must be one of a pool. */
    static ItemRenderer renderer() {
        return RENDERER.get();
    }

    /** How many threads it has. */
    public int threads() {
        return executor.getCorePoolSize();
    }

    /** To bind metrics to. */
    public ExecutorService executor() {
        return executor;
    }

    /** Lets the threads end once they have rendered what was begun. */
    @Override
    public void close() {
        executor.shutdown();
    }
}
