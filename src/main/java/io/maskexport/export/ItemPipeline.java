package io.maskexport.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Objects;

import io.maskexport.defect.DefectException;
import io.maskexport.export.ExportListener.Stage;

/**
 * Reads items ahead on virtual threads, renders them on the pool, and hands them over in order on the calling thread.
 * The calling thread also admits items: first to reading, in item order, then to rendering, each as the budget allows.
 *
 * <p>An export that holds part of the budget never waits for more: its head item overdraws the budget instead, so
 * exports cannot wait for each other. Any number of threads gives the same items in the same order. Thread-safe; each
 * call is one export.
 */
public final class ItemPipeline implements ItemStream {
    private final ProjectSource source;
    private final ExportContext context;
    private final RenderPool pool;
    private final ByteBudget budget;
    private final ExportListener listener;

    public ItemPipeline(ProjectSource source, ExportContext context, RenderPool pool, ByteBudget budget,
            ExportListener listener) {
        this.source = source;
        this.context = context;
        this.pool = pool;
        this.budget = budget;
        this.listener = listener;
    }

    /** {@inheritDoc} An {@link UncheckedIOException} of the iterator is thrown as its cause. */
    @Override
    public void render(Iterator<Item> items, Receiver receiver)
            throws IOException, InterruptedException, DefectException {
        try (var window = new ItemWindow(items, budget, pool, this::start)) {
            while (window.advance(receiver)) {
                handOver(window.head(), receiver);
            }
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private ItemTask start(Item item, ByteBudget.Share share, Runnable stepEnded) {
        return new ItemTask(item, share, stepEnded, source, context, listener);
    }

    private void handOver(RenderedItem item, Receiver receiver)
            throws IOException, InterruptedException, DefectException {
        item.warnings().forEach(warning -> listener.found(warning.defect()));
        long start = System.nanoTime();
        receiver.accept(item);
        listener.spent(Stage.ARCHIVE, Duration.ofNanos(System.nanoTime() - start));
        listener.rendered(item);
    }
}
