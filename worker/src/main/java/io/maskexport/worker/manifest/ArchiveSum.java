package io.maskexport.worker.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.ExportTotals;
import io.maskexport.contracts.WarningCounts;
import io.maskexport.contracts.WarningCounts.WarningExample;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what stretches of an archive hold, one after the other. Keeps every part but only the first examples of
 * warnings, so memory does not grow with the number of stretches. Not for several threads.
 */
public final class ArchiveSum {
    private final List<ArchivePart> parts = new ArrayList<>();
    private final SortedMap<String, Long> counts = new TreeMap<>();
    private final List<WarningExample> examples = new ArrayList<>();
    private ExportTotals totals = ArchiveSummary.NOTHING;
    private @Nullable FailedItems failed;

    /** Of nothing. */
    public ArchiveSum() {}

    /** @param project what was found wrong with the project as a whole */
    public ArchiveSum(ArchiveSummary project) {
        add(project);
    }

    /** Adds the next stretch. */
    public void add(ArchiveSummary next) {
        parts.addAll(next.parts());
        totals = sum(totals, next.totals());
        next.counts().forEach((code, n) -> counts.merge(code, n, Long::sum));
        examples.addAll(next.examples().subList(0,
                Math.min(next.examples().size(), WarningCounts.MAX_EXAMPLES - examples.size())));
        failed = FailedItems.sum(failed, next.failed());
    }

    /** Number of parts so far. */
    public int parts() {
        return parts.size();
    }

    /** What all stretches hold together. */
    public ArchiveSummary summary() {
        return new ArchiveSummary(parts, totals, new TreeMap<>(counts), examples, failed);
    }

    private static ExportTotals sum(ExportTotals a, ExportTotals b) {
        return new ExportTotals(a.items() + b.items(), a.rendered() + b.rendered(), a.skipped() + b.skipped(),
                a.labels() + b.labels(), a.masks().plus(b.masks()), a.bytes() + b.bytes(),
                sum(a.unselected(), b.unselected()));
    }

    private static @Nullable Long sum(@Nullable Long a, @Nullable Long b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a + b;
    }
}
