package io.maskexport.worker.commands;

import java.io.PrintWriter;
import java.util.List;

import io.maskexport.defect.Warning;
import io.maskexport.export.RenderedItem;
import io.maskexport.worker.local.LocalRender;

/** Shows how a render gets on, and afterwards what it warned of. */
final class RenderProgress implements LocalRender.RenderListener, AutoCloseable {
    private final PrintWriter out;
    private final ProgressBar bar;
    private final WarningSummary warnings = new WarningSummary();
    private long items;
    private long written;

    RenderProgress(PrintWriter out) {
        this.out = out;
        bar = new ProgressBar(out, ProgressBar.hasTerminal(), "items");
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

    void printWarnings() {
        warnings.print(out);
    }

    /** Goes on below the progress bar. */
    @Override
    public void close() {
        bar.end();
    }
}
