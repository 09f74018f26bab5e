package io.maskexport.export;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.maskexport.defect.Limits;
import io.maskexport.picture.JpegBackend;

/**
 * The render threads, shared by all exports of a process. Their number is fixed, because rendering is CPU-bound and
 * each thread keeps its own buffers. Thread-safe.
 */
public final class RenderPool implements AutoCloseable {
    private static final ScopedValue<ItemRenderer> RENDERER = ScopedValue.newInstance();

    private final ThreadPoolExecutor executor;
    private final AtomicInteger started = new AtomicInteger();

    /**
     * Starts the threads.
     *
     * @param threads at least 1; preferably the number of processors
     * @param limits of most exports; the items of each export use its own
     * @throws IllegalStateException if the requested JPEG decoder is not installed
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

    /** The renderer of the current thread, which must be a pool thread. */
    static ItemRenderer renderer() {
        return RENDERER.get();
    }

    /** Number of threads. */
    public int threads() {
        return executor.getCorePoolSize();
    }

    /** For binding metrics. */
    public ExecutorService executor() {
        return executor;
    }

    /** Ends the threads once they have finished their current items. */
    @Override
    public void close() {
        executor.shutdown();
    }
}
