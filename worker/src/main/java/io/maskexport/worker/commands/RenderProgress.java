package io.maskexport.worker.commands;

import java.util.List;
import java.util.SortedMap;

import io.maskexport.defect.Warning;
import io.maskexport.export.RenderedItem;
import io.maskexport.worker.local.LocalRender;

/** Shows how a render gets on, and afterwards what it warned of. */
final class RenderProgress implements LocalRender.RenderListener, AutoCloseable {
    private final OutputOptions output;
    private final ProgressBar bar;
    private final WarningSummary warnings = new WarningSummary();
    private long items;
    private long written;

    RenderProgress(OutputOptions output) {
        this.output = output;
        bar = new ProgressBar(output.err(), output.hasBar(), "items");
    }

    @Override
    public void begins(int items, List<Warning> found) {
        this.items = items;
        warnings.add(found);
        bar.show(0, items);
    }

    @Override
    public void written(RenderedItem item) {
        warnings.add(item.warnings());
        bar.show(++written, items);
    }

    /** How often each code. */
    SortedMap<String, Long> warnings() {
        return warnings.counts();
    }

    long warningCount() {
        return warnings.counts().values().stream().mapToLong(Long::longValue).sum();
    }

    void printWarnings() {
        if (!output.quiet()) {
            warnings.print(output.err());
        }
    }

    /** Goes on below the progress bar. */
    @Override
    public void close() {
        bar.end();
    }
}
