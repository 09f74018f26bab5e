package io.maskexport.worker.protocol;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import io.maskexport.contracts.Manifest;
import io.maskexport.defect.DefectException;
import io.maskexport.export.OutputCount;
import io.maskexport.worker.manifest.ArchiveSum;
import io.maskexport.worker.manifest.ArchiveSummary;
import io.maskexport.worker.manifest.ManifestContent;
import io.maskexport.worker.manifest.WarningList;
import io.maskexport.worker.plan.PlannedExport;

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
        var content = ManifestContent.write(new DestinationFolder(export.store(), export.destination()), archive,
                plan.inputDigest(), export.context(), this::addWarnings);
        return Optional.of(plan.saying(Manifest.completed(plan.request(), plan.requestDigest(), content)));
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

    private void addWarnings(WarningList list) throws IOException {
        list.add(export.plan().warnings());
        export.folder().forEachPart(export.plan(), parts, part -> list.add(part.warnings()));
    }
}
