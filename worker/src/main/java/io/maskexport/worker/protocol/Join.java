package io.maskexport.worker.protocol;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.maskexport.contracts.Manifest;
import io.maskexport.defect.DefectException;
import io.maskexport.export.OutputCount;
import io.maskexport.worker.failure.BrokenAnswer;
import io.maskexport.worker.manifest.ArchiveSummary;
import io.maskexport.worker.manifest.ManifestContent;
import io.maskexport.worker.manifest.WarningList;
import io.maskexport.worker.plan.PlannedExport;

/** Joins the finished tasks of an export. Every worker that does it gets the same bytes. */
final class Join {
    private final PlannedExport export;

    Join(PlannedExport export) {
        this.export = export;
    }

    /**
     * The manifest of the export once its last task is finished. Also writes the files beside the parts.
     *
     * @throws DefectException {@code OUTPUT_LIMIT}, {@code TOO_MANY_FAILED_ITEMS}
     */
    Optional<Manifest> manifest() throws IOException, DefectException {
        var plan = export.plan();
        if (export.folder().tasksDone() < plan.tasks()) {
            return Optional.empty();
        }
        var tasks = new ArrayList<ArchiveSummary>();
        for (int task = 1; task <= plan.tasks(); task++) {
            tasks.add(done(task));
        }
        var archive = ArchiveSummary.sum(plan.projectWarnings(), tasks);
        var output = new OutputCount(export.context().limits());
        for (var part : archive.parts()) {
            output.add(part.members(), part.bytes());
        }
        plan.check(archive.failed());
        var content = ManifestContent.write(new DestinationFolder(export.store(), export.destination()), archive,
                plan.inputDigest(), export.context(), list -> addWarnings(list, tasks));
        return Optional.of(plan.saying(Manifest.completed(plan.request(), plan.requestDigest(), content)));
    }

    private ArchiveSummary done(int task) throws IOException {
        return export.folder().done(task)
                .orElseThrow(() -> new BrokenAnswer("the record of task " + task + " is gone"));
    }

    private void addWarnings(WarningList list, List<ArchiveSummary> tasks) throws IOException {
        list.add(export.plan().warnings());
        for (int task = 1; task <= tasks.size(); task++) {
            for (int part = 1; part <= tasks.get(task - 1).parts().size(); part++) {
                list.add(export.folder().part(export.plan(), task, part)
                        .orElseThrow(() -> new BrokenAnswer("the record of a part is gone")).warnings());
            }
        }
    }
}
