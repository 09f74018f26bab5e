package io.maskexport.worker.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import io.maskexport.contracts.Manifest;
import io.maskexport.defect.DefectException;
import io.maskexport.export.Item;
import io.maskexport.export.OutputCount;
import io.maskexport.export.RootFiles;
import io.maskexport.worker.manifest.ArchiveSum;
import io.maskexport.worker.manifest.ArchiveSummary;
import io.maskexport.worker.manifest.ManifestContent;
import io.maskexport.worker.manifest.SplitLists;
import io.maskexport.worker.manifest.WarningList;
import io.maskexport.worker.plan.PartRecord;
import io.maskexport.worker.plan.PlannedExport;
import io.maskexport.worker.plan.PlannedItems;

/** Joins the finished tasks of an export. Every worker that does it gets the same bytes. */
final class Join {
    private final PlannedExport export;
    private final int[] parts;

    Join(PlannedExport export) {
        this.export = export;
        parts = new int[export.plan().tasks()];
    }

    /**
     * The manifest of the export once its last task is finished. Also writes the files beside the parts. Holds in memory the
     * list of parts, but neither the tasks' records nor the warnings.
     *
     * @param finished the task that was finished last by whoever asks
     * @throws DefectException {@code OUTPUT_LIMIT}, {@code TOO_MANY_FAILED_ITEMS}
     */
    Optional<Manifest> manifest(int finished) throws IOException, DefectException {
        var plan = export.plan();
        if (!export.folder().areDone(plan.tasks(), finished)) {
            return Optional.empty();
        }
        var archive = archive();
        var output = new OutputCount(export.context().limits());
        for (var part : archive.parts()) {
            output.add(part.members(), part.bytes());
        }
        plan.check(archive.failed());
        var destination = new DestinationFolder(export.store(), export.destination());
        var content = ManifestContent.write(destination, archive,
                plan.inputDigest(), export.context(), RootFiles.beside(export.metaJson(), export.context()),
                this::addWarnings, this::addItems);
        var delta = plan.delta();
        return Optional.of(plan.saying(Manifest.completed(plan.request(), plan.requestDigest(), delta == null
                ? content
                : content.with(new DeltaLists(destination, export.folder()).write(delta)))));
    }

    private ArchiveSummary archive() throws IOException {
        var sum = new ArchiveSum(export.plan().projectWarnings());
        var task = new AtomicInteger();
        export.folder().forEachDone(parts.length, done -> {
            parts[task.getAndIncrement()] = done.parts().size();
            sum.add(done);
        });
        return sum.summary();
    }

    /** The planned items of each part, and which sets they are in. A task's last items may be in no part. */
    private void addItems(SplitLists.SplitList list) throws IOException {
        var stretches = new PartStretches();
        export.folder().forEachPart(export.plan(), parts, part -> stretches.add(part, list));
    }

    /** Finds the planned items of each part. */
    private final class PartStretches {
        private int task;
        private int part;
        private int done;
        private Iterator<Item> items = List.<Item>of().iterator();

        void add(PartRecord next, SplitLists.SplitList list) throws IOException {
            while (task == 0 || part == parts[task - 1]) {
                task++;
                part = 0;
                done = 0;
                items = new PlannedItems(export.folder(), export.plan().chunksOf(task), export.plan().itemsBefore(task),
                        0);
            }
            part++;
            try {
                list.add(items, next.next() - done, next.sets());
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            done = next.next();
        }
    }

    private void addWarnings(WarningList list) throws IOException {
        list.add(export.plan().warnings());
        export.folder().forEachPart(export.plan(), parts, part -> list.add(part.warnings()));
    }
}
