package io.maskexport.worker.service;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.maskexport.defect.Defect;
import io.maskexport.defect.Limits;
import io.maskexport.export.ByteBudget;
import io.maskexport.export.ExportContext;
import io.maskexport.export.ExportListener;
import io.maskexport.export.Item;
import io.maskexport.export.ItemPipeline;
import io.maskexport.export.ItemStream;
import io.maskexport.export.ProjectSource;
import io.maskexport.export.RenderPool;
import io.maskexport.export.RenderedItem;
import io.maskexport.worker.metrics.WorkerMeter;
import io.maskexport.worker.metrics.WorkerMetrics;
import io.maskexport.worker.protocol.RenderEngine;
import io.maskexport.worker.settings.WorkerSettings;
import io.maskexport.worker.tracing.TraceSpan;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The render engine of this process; all exports share its threads and memory. */
final class PooledRenderEngine implements RenderEngine, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PooledRenderEngine.class);

    private final RenderPool pool;
    private final ByteBudget budget;
    private final WorkerMetrics metrics;
    private final Liveness liveness;
    private final Consumer<RenderedItem> watcher;

    /** @param watcher also receives each rendered item; must be quick and must not throw */
    PooledRenderEngine(WorkerSettings.RenderSettings settings, Limits limits, WorkerMetrics metrics,
            MeterRegistry registry, Liveness liveness, Consumer<RenderedItem> watcher) {
        pool = new RenderPool(settings.threads(), settings.jpeg(), limits);
        budget = new ByteBudget(settings.memory());
        this.metrics = metrics;
        this.liveness = liveness;
        this.watcher = watcher;
        metrics.gauge(WorkerMeter.BUFFER, budget, ByteBudget::heldBytes);
        metrics.gauge(WorkerMeter.BUFFER_LIMIT, budget, ByteBudget::totalBytes);
        new ExecutorServiceMetrics(pool.executor(), "render", List.of()).bindTo(registry);
    }

    @Override
    public ItemStream open(ProjectSource source, ExportContext context) {
        return new ItemPipeline(source, context, pool, budget,
                new ProgressListener(metrics, watcher, liveness.beatOfThisJob(), TraceSpan.current()));
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Reports every step as a sign of life of the job, within the job's span, whichever thread did it. */
    private record ProgressListener(ExportListener next, Consumer<RenderedItem> watcher, Runnable beat, TraceSpan span)
            implements
                ExportListener {
        @Override
        public void spent(Stage stage, Duration time) {
            beat.run();
            span.during(() -> {
                next.spent(stage, time);
                return stage;
            });
        }

        @Override
        public void rendered(RenderedItem item) {
            next.rendered(item);
            watcher.accept(item);
        }

        @Override
        public void found(Defect defect) {
            next.found(defect);
        }

        @Override
        public void crashed(Item item, Throwable fault) {
            LOG.error("cannot render {}; it is exported without masks", item.path(), fault);
        }
    }
}
