package io.maskexport.export;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

import io.maskexport.defect.DefectException;
import io.maskexport.export.ExportListener.Stage;
import org.jspecify.annotations.Nullable;

/**
 * One item in flight: read on a virtual thread, then rendered on a pool thread. Only the export's thread controls it.
 */
final class ItemTask {
    private final Item item;
    private final ItemShare share;
    private final Runnable stepEnded;
    private final ExportContext context;
    private final ExportListener listener;
    private final FutureTask<Fetched> fetch;
    private @Nullable FutureTask<RenderedItem> render;

    /** The files read, and the number of bytes needed to render them. */
    private record Fetched(ItemInput input, long cost) {}

    /**
     * Starts reading.
     *
     * @param share released when the task is over
     * @param stepEnded called whenever a step ends, on the thread that ran it
     */
    ItemTask(Item item, ByteBudget.Share share, Runnable stepEnded, ProjectSource source, ExportContext context,
            ExportListener listener) {
        this.item = item;
        this.share = new ItemShare(share);
        this.stepEnded = stepEnded;
        this.context = context;
        this.listener = listener;
        fetch = step(Stage.FETCH, () -> fetched(ItemInput.read(item, source, context.limits())));
        Thread.ofVirtual().name("fetch").start(fetch);
    }

    private Fetched fetched(ItemInput input) {
        return new Fetched(input, ItemCost.render(item, input, context));
    }

    /** A step that keeps the share until it ends, even if nobody waits for it any more. */
    private <T> FutureTask<T> step(Stage stage, Callable<T> work) {
        return new FutureTask<>(() -> {
            if (!share.hold()) {
                throw new CancellationException();
            }
            try {
                long start = System.nanoTime();
                T result = work.call();
                listener.spent(stage, Duration.ofNanos(System.nanoTime() - start));
                return result;
            } finally {
                share.release();
            }
        }) {
            @Override
            protected void done() {
                stepEnded.run();
            }
        };
    }

    boolean isFetching() {
        return !fetch.isDone();
    }

    /** Whether the item was read and waits for {@link #render}. */
    boolean isFetched() {
        return render == null && fetch.state() == Future.State.SUCCESS;
    }

    /** Whether {@link #result} returns at once. */
    boolean isDone() {
        return render == null ? fetch.isDone() && !isFetched() : render.isDone();
    }

    /**
     * Submits the item to the pool if the budget has enough memory for it.
     *
     * @param anyway whether it may overdraw the budget
     * @return whether it was submitted
     */
    boolean render(boolean anyway, RenderPool pool) {
        var fetched = fetch.resultNow();
        if (!share.share().tryGrow(fetched.cost()) && !anyway) {
            return false;
        }
        var step = step(Stage.RENDER, () -> rendered(fetched));
        render = step;
        pool.execute(step);
        return true;
    }

    private RenderedItem rendered(Fetched fetched) throws InterruptedException {
        var held = share.share();
        held.beginRendering();
        try {
            held.grow(fetched.cost());
            var rendered = RenderPool.renderer().render(item, fetched.input(), context, listener,
                    more -> grow(held, fetched.cost() + more));
            held.set(rendered.heldBytes());
            return rendered;
        } finally {
            held.endRendering();
        }
    }

    private static void grow(ByteBudget.Share held, long bytes) {
        try {
            held.grow(bytes);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    /** The rendered item; throws the failure of a failed step. */
    RenderedItem result() throws IOException, InterruptedException, DefectException {
        try {
            fetch.get();
            return render == null ? unrendered() : render.get();
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private static RenderedItem unrendered() {
        throw new IllegalStateException("not rendered yet");
    }

    private static IllegalStateException failure(@Nullable Throwable cause)
            throws IOException, InterruptedException, DefectException {
        switch (cause) {
            case IOException e -> throw e;
            case InterruptedException e -> throw e;
            case DefectException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> throw new IllegalStateException(cause);
        }
    }

    /** Ends the task, finished or not. An item being rendered stays counted until its rendering ends, which is soon. */
    void end() {
        fetch.cancel(true);
        if (render != null) {
            render.cancel(true);
        }
        share.release();
    }
}
