package io.maskexport.worker.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.IgnoredFields;
import io.maskexport.contracts.PartNaming;
import io.maskexport.contracts.TraceContext;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Warning;
import io.maskexport.export.Dataset;
import io.maskexport.export.ExportContext;
import io.maskexport.export.Item;
import io.maskexport.export.ItemSelector;
import io.maskexport.export.OutputCount;
import io.maskexport.export.ProjectItems;
import io.maskexport.export.ProjectLayout;
import io.maskexport.export.ProjectSource;
import io.maskexport.export.RootFiles;
import io.maskexport.export.SourceFile;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.manifest.ExportFileNames;
import io.maskexport.worker.manifest.InputDigest;
import io.maskexport.worker.manifest.WarningTally;
import org.jspecify.annotations.Nullable;

import static io.maskexport.defect.DefectCode.MISSING_META;

/**
 * Lists a project and plans its tasks, in order. The same project gives the same plan.
 *
 * <p>An export is split into several tasks only if its originals and annotations alone exceed one part, so that it
 * cannot become a single file; and never with volumes, whose numbers must have no gaps.
 */
public final class Planner {
    private final WorkFolder folder;
    private final Predicate<ObjectRef> readable;
    private final TaskLimits limits;
    private final SideSteps steps;
    private final ChunkWriter.ChunkStore chunkStore;
    private final ChunkWriter writer;
    private final Consumer<Item> listener;
    private final List<PlannedItem> run = new ArrayList<>();
    private final WarningTally warnings = new WarningTally();
    private final InputDigest inputs = new InputDigest();
    private long runBytes;
    private long leastBytes;
    private long inputBytes;
    private long items;
    private int listed;
    private long leftOut;

    /**
     * @param readable where exports may be to which an earlier export refers
     * @param steps closed by the caller, after a failure too
     */
    public Planner(WorkFolder folder, Predicate<ObjectRef> readable, TaskLimits limits, SideSteps steps) {
        this(folder, readable, limits, steps, folder::write, _ -> {});
    }

    /**
     * @param chunkStore where lists of items go
     * @param listener hears of each item
     */
    Planner(WorkFolder folder, Predicate<ObjectRef> readable, TaskLimits limits, SideSteps steps,
            ChunkWriter.ChunkStore chunkStore, Consumer<Item> listener) {
        this.folder = folder;
        this.readable = readable;
        this.limits = limits;
        this.steps = steps;
        this.chunkStore = chunkStore;
        this.writer = new ChunkWriter(chunkStore, steps);
        this.listener = listener;
    }

    /** @throws DefectException of scope {@code EXPORT} */
    public Plan plan(ExportRequested request, IgnoredFields ignored, String digest, TraceContext trace,
            ProjectSource source)
            throws IOException, InterruptedException, DefectException {
        var meta = metaFile(source);
        var metaJson = source.read(meta);
        var context = PlannedExport.context(metaJson, request, limits.limits());
        try (var delta = delta(request)) {
            var tracker = request.archive().tracked() ? new ItemTracker(request, metaJson, context) : null;
            list(request, source, context, tracker, delta);
            cut();
            var chunks = writer.chunks();
            chunks.forEach(chunk -> inputs.addList(chunk.list()));
            inputs.addVersion(meta);
            var planned = delta == null ? null : delta.end();
            if (planned != null) {
                planned.unchanged().forEach(chunk -> inputs.addList(chunk.list()));
            }
            return plan(request, ignored, digest, trace, meta, chunks, planned);
        }
    }

    private @Nullable DeltaPlanner delta(ExportRequested request) throws IOException, DefectException {
        var since = request.since();
        return since == null
                ? null
                : new DeltaPlanner(EarlierExport.open(folder.store(), readable, since, request, limits.limits()),
                        chunkStore,
                        steps);
    }

    private void list(ExportRequested request, ProjectSource source, ExportContext context,
            @Nullable ItemTracker tracker, @Nullable DeltaPlanner delta)
            throws IOException, InterruptedException, DefectException {
        warnings.add(context.warnings());
        var output = new OutputCount(context.limits());
        var selection = context.selection();
        var layout = ProjectLayout.of(source, request.datasets(), selection, context);
        var selector = new ItemSelector(context);
        selector.forEach(new PagesAhead(source, steps), layout.datasets(), context.limits(),
                new ProjectItems.Receiver() {
                    @Override
                    public void accept(Dataset dataset, Item item) {
                        throw new IllegalStateException("the item has no place");
                    }

                    @Override
                    public void accept(Dataset dataset, String place, Item item)
                            throws IOException, InterruptedException, DefectException {
                        listed++;
                        var planned = planned(item, place, tracker);
                        if (!isUnchanged(planned, delta)) {
                            add(item, planned, item.archived(selection), output, request);
                        }
                    }

                    @Override
                    public void ended(Dataset dataset, List<Defect> defects) {
                        warn(dataset.name(), defects);
                    }
                });
        warnings.add(layout.warnings(listed, selector));
        leftOut = selector.leftOut();
    }

    private Plan plan(ExportRequested request, IgnoredFields ignored, String digest, TraceContext trace,
            SourceFile meta, List<Plan.ItemChunk> chunks, @Nullable PlannedDelta delta) {
        var needs = folder.needs(request);
        var archive = request.archive();
        boolean whole = leastBytes <= archive.partMaxBytes();
        boolean fannedOut = !whole && archive.naming() == PartNaming.PART && chunks.size() > 1;
        var stem = ExportFileNames.stem(request);
        int leastParts = Math.clamp(Math.ceilDiv(leastBytes + 1, archive.partMaxBytes()), 1, Integer.MAX_VALUE);
        return new Plan(digest, request, trace.parent().orElse(null), trace.state().orElse(null), stem, whole,
                leastParts, meta, inputs.hex(), chunks,
                fannedOut, warnings.listed(), warnings.counts(), ignored.isEmpty() ? null : ignored,
                limits.limits().named(), delta, needs.format(), needs.features());
    }

    static SourceFile metaFile(ProjectSource source)
            throws IOException, InterruptedException, DefectException {
        return source.list(RootFiles.META).stream().filter(file -> file.path().equals(RootFiles.META)).findFirst()
                .orElseThrow(
                        () -> new DefectException(MISSING_META, "there is no meta.json in the source folder"));
    }

    /** Number of items that the selection left out of the plan. */
    long leftOut() {
        return leftOut;
    }

    private void warn(String subject, List<Defect> defects) {
        warnings.add(defects.stream().map(defect -> new Warning(subject, defect)).toList());
    }

    private PlannedItem planned(Item item, String place, @Nullable ItemTracker tracker) {
        var planned = PlannedItem.of(item);
        return tracker == null ? planned : tracker.tracked(planned, place, listed);
    }

    private static boolean isUnchanged(PlannedItem planned, @Nullable DeltaPlanner delta)
            throws IOException, InterruptedException, DefectException {
        var made = planned.inputs();
        return delta != null && made != null && delta.isUnchanged(made);
    }

    private void add(Item item, PlannedItem planned, Item archived, OutputCount output, ExportRequested request)
            throws IOException, InterruptedException, DefectException {
        if (run.size() == limits.items() || (!run.isEmpty() && runBytes + item.inputBytes() > limits.bytes())) {
            cut();
        }
        var layout = PlannedExport.layout(request);
        output.addInputs(archived, layout);
        listener.accept(item);
        run.add(planned);
        runBytes += item.inputBytes();
        inputBytes += item.inputBytes();
        leastBytes += OutputCount.inputBytes(archived, layout);
        items++;
        limits.quota().check(items, inputBytes, request.options());
    }

    private void cut() throws IOException, InterruptedException {
        if (!run.isEmpty()) {
            writer.write(List.copyOf(run));
            run.clear();
            runBytes = 0;
        }
    }
}
