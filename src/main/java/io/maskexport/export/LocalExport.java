package io.maskexport.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.maskexport.annotation.ProjectMetaReader;
import io.maskexport.archive.MemberGroup;
import io.maskexport.archive.TarSize;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.defect.Warning;
import io.maskexport.render.Layout;
import io.maskexport.render.RenderOptions;
import io.maskexport.select.Selection;

/** Exports a whole project in one process: all items in path order, then the files at the root. */
public final class LocalExport {
    private final ProjectSource source;
    private final byte[] metaJson;
    private final ExportContext context;
    private final List<Warning> warnings = new ArrayList<>();
    private final SourceFile metaFile;
    private final List<Item> items = new ArrayList<>();
    private final long leftOut;

    /**
     * Reads {@code meta.json} and lists the items; renders nothing yet.
     *
     * @param chosen names of datasets; empty for the whole project
     * @throws DefectException {@code MISSING_META}, {@code UNKNOWN_DATASET} or a defect of {@code meta.json}
     */
    public LocalExport(ProjectSource source, RenderOptions options, Collection<String> chosen, Limits limits)
            throws IOException, InterruptedException, DefectException {
        this(source, options, chosen, Selection.ALL, limits);
    }

    /**
     * Reads {@code meta.json} and lists the selected items; renders nothing yet.
     *
     * @param chosen names of datasets; empty for the whole project
     * @throws DefectException {@code MISSING_META}, {@code UNKNOWN_DATASET}, {@code CLASS_NOT_FOUND} or a defect of
     * {@code meta.json}
     */
    public LocalExport(ProjectSource source, RenderOptions options, Collection<String> chosen, Selection selection,
            Limits limits) throws IOException, InterruptedException, DefectException {
        this.source = source;
        metaFile = metaOf(source);
        metaJson = source.read(metaFile);
        context = ExportContext.of(ProjectMetaReader.read(metaJson, limits), options, selection, limits);
        warnings.addAll(context.warnings());
        var planned = new OutputCount(limits);
        var layout = ProjectLayout.of(source, chosen, selection, context);
        var selector = new ItemSelector(context);
        selector.forEach(source, layout.datasets(), limits, new ProjectItems.Receiver() {
            @Override
            public void accept(Dataset dataset, Item item) throws DefectException {
                items.add(item.numbered(items.size() + 1));
                planned.addInputs(item.archived(selection), options.layout());
            }

            @Override
            public void ended(Dataset dataset, List<Defect> defects) {
                defects.forEach(defect -> warnings.add(new Warning(dataset.name(), defect)));
            }
        });
        warnings.addAll(layout.warnings(items.size(), selector));
        leftOut = selector.leftOut();
    }

    private static SourceFile metaOf(ProjectSource source) throws IOException, InterruptedException, DefectException {
        return source.list("").stream()
                .filter(file -> file.path().equals(RootFiles.META))
                .findFirst()
                .orElseThrow(() -> new DefectException(DefectCode.MISSING_META, "the project has no meta.json"));
    }

    public ExportContext context() {
        return context;
    }

    /** Defects of the project as a whole and of its datasets. */
    public List<Warning> warnings() {
        return List.copyOf(warnings);
    }

    /** The items to render, in order. */
    public List<Item> items() {
        return items;
    }

    /** Number of items that the selection leaves out by their names, or because they have no annotation. */
    public long leftOut() {
        return leftOut;
    }

    /** How large the archive would be. */
    public ArchiveEstimate estimate() {
        var estimate = new ArchiveEstimate(metaJson, context);
        items.forEach(estimate::add);
        return estimate;
    }

    /** The files beside the shards, which other archives have at their root. */
    public MemberGroup filesBeside() {
        return RootFiles.beside(metaJson, context);
    }

    /** All input files of the export, in order. */
    public List<SourceFile> inputs() {
        var files = items.stream().flatMap(item -> Stream.concat(item.image().stream(), item.annotation().stream()));
        return Stream.concat(files, Stream.of(metaFile)).toList();
    }

    /**
     * Renders everything.
     *
     * @param finished receives each item after it was written
     * @throws DefectException a defect of scope {@code EXPORT}
     */
    public void write(GroupWriter writer, RenderPool pool, ByteBudget budget, ExportListener listener,
            Consumer<RenderedItem> finished) throws IOException, InterruptedException, DefectException {
        var output = new OutputCount(context.limits());
        new ItemPipeline(source, context, pool, budget, listener).render(items.iterator(), item -> {
            if (item.selected()) {
                output.add(item.members());
                writer.write(item.members());
            }
            finished.accept(item);
        });
        var rootFiles = RootFiles.of(metaJson, context);
        output.add(rootFiles);
        output.add(0, TarSize.END_OF_ARCHIVE);
        if (context.options().layout() != Layout.WEBDATASET) {
            writer.write(rootFiles);
        }
    }
}
