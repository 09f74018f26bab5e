package io.maskexport.worker.plan;

import java.io.IOException;
import java.util.function.Predicate;

import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.IgnoredFields;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.PlanEstimate;
import io.maskexport.contracts.TraceContext;
import io.maskexport.defect.DefectException;
import io.maskexport.export.ArchiveEstimate;
import io.maskexport.export.Item;
import io.maskexport.export.ProjectSource;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.manifest.ManifestContent;
import io.maskexport.worker.manifest.PlannedWarnings;

/** Plans an export as a {@link Planner} does, and says what it would be. Writes nothing, and keeps nothing in memory. */
public final class DryRun {
    private final Predicate<ObjectRef> readable;
    private final PlannedWarnings warnings = new PlannedWarnings();

    /** @param readable where exports may be to which an earlier export refers */
    public DryRun(Predicate<ObjectRef> readable) {
        this.readable = readable;
    }

    /**
     * The manifest of a dry run.
     *
     * @param digest of the request
     * @throws DefectException of scope {@code EXPORT}: the export would fail
     */
    public Manifest manifest(WorkFolder folder, TaskLimits limits, SideSteps steps, ExportRequested request,
            IgnoredFields ignored, String digest, ProjectSource source)
            throws IOException, InterruptedException, DefectException {
        var meta = source.read(Planner.metaFile(source));
        var context = PlannedExport.context(meta, request, limits.limits());
        var archive = new ArchiveEstimate(meta, context);
        var planner = new Planner(folder, readable, limits, steps, WorkFolder::unwritten,
                item -> add(item, archive));
        var plan = planner.plan(request, ignored, digest, TraceContext.NONE, source);
        var project = plan.projectWarnings();
        warnings.add(project.counts(), plan.warnings());
        long parts = Math.max(Math.ceilDiv(archive.bytes(), request.archive().partMaxBytes()), plan.tasks());
        var estimate = new PlanEstimate(archive.items(), archive.skipped(), planner.leftOut(), plan.tasks(), parts,
                archive.bytes(), archive.originals());
        var delta = plan.delta();
        var planned = ManifestContent.planned(estimate, plan.inputDigest(), context, warnings.counts());
        return Manifest.planned(request, digest, delta == null ? planned : planned.with(delta.counts()))
                .ignoring(ignored);
    }

    private void add(Item item, ArchiveEstimate archive) {
        archive.add(item);
        warnings.add(item);
    }
}
