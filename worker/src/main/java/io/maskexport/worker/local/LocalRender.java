package io.maskexport.worker.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.maskexport.archive.ArchiveNames;
import io.maskexport.contracts.FailureBudget;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.PlanEstimate;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.defect.Warning;
import io.maskexport.export.ByteBudget;
import io.maskexport.export.ExportListener;
import io.maskexport.export.GroupWriter;
import io.maskexport.export.Item;
import io.maskexport.export.LocalExport;
import io.maskexport.export.LocalProject;
import io.maskexport.export.RenderPool;
import io.maskexport.export.RenderedItem;
import io.maskexport.export.TreeWriter;
import io.maskexport.picture.JpegBackend;
import io.maskexport.render.RenderOptions;
import io.maskexport.select.Selection;
import io.maskexport.worker.manifest.ExportFileNames;
import io.maskexport.worker.manifest.FailedItems;
import io.maskexport.worker.manifest.ItemSets;
import io.maskexport.worker.manifest.ManifestContent;
import io.maskexport.worker.manifest.PlannedWarnings;
import io.maskexport.worker.manifest.SplitLists;
import io.maskexport.worker.manifest.WarningTally;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renders a project in a directory.
 *
 * @param datasets names of datasets; empty for the whole project
 * @param selection chooses among their items, and among objects
 * @param maxFailed how many items may lack masks; null for any number
 * @param threads number of items rendered at once
 */
public record LocalRender(Path project, RenderOptions options, List<String> datasets, Selection selection,
        Limits limits,
        @Nullable FailureBudget maxFailed, int threads, JpegBackend jpeg) {
    private static final Logger LOG = LoggerFactory.getLogger(LocalRender.class);

    /** Logs a fault of ours; the item's warnings mention it. */
    private static final ExportListener LOGGING = new ExportListener() {
        @Override
        public void crashed(Item item, Throwable fault) {
            LOG.error("cannot render {}", item.path(), fault);
        }
    };

    public LocalRender {
        datasets = List.copyOf(datasets);
    }

    /** Observes the progress of a render. */
    public interface RenderListener {
        /** The project was listed. */
        void begins(int items, List<Warning> warnings);

        /** An item was written. */
        void written(RenderedItem item);
    }

    /**
     * The result of a render.
     *
     * @param parts of the archive, in order; empty for a tree
     */
    public record LocalResult(int items, List<Path> parts) {
        public LocalResult {
            parts = List.copyOf(parts);
        }
    }

    /**
     * Writes the files of the archive below a directory, replacing existing ones.
     *
     * @throws DefectException of scope {@code EXPORT}
     */
    public LocalResult toTree(Path directory, RenderListener listener)
            throws IOException, InterruptedException, DefectException {
        var export = open(listener);
        Files.createDirectories(directory);
        var sets = new ItemSets();
        write(export, new TreeWriter(directory), item -> {
            sets.add(item);
            listener.written(item);
        });
        SplitLists.write(new DirectoryFolder(directory), selection.splits(), options.layout(),
                list -> list.add(export.items().iterator(), sets.items(), sets.text()));
        return new LocalResult(export.items().size(), List.of());
    }

    /**
     * Writes the archive's parts and the files beside them into a directory, replacing an archive with the same name.
     *
     * @throws DefectException of scope {@code EXPORT}
     */
    public LocalResult toArchive(Path directory, ArchiveNames names, long partMaxBytes, RenderListener listener)
            throws IOException, InterruptedException, DefectException {
        var export = open(listener);
        Files.createDirectories(directory);
        try (var archive = new LocalArchive(directory, names, partMaxBytes, options)) {
            write(export, archive, item -> {
                archive.written(item);
                listener.written(item);
            });
            return new LocalResult(export.items().size(), archive.finish(export));
        }
    }

    /**
     * Says what the archive would be, in a manifest; renders nothing.
     *
     * @throws DefectException of scope {@code EXPORT}
     */
    public Manifest.PlannedContent plan(Path directory, long partMaxBytes, RenderListener listener)
            throws IOException, InterruptedException, DefectException {
        var export = new LocalExport(new LocalProject(project), options, datasets, selection, limits);
        var project = new WarningTally();
        project.add(export.warnings());
        var warnings = new PlannedWarnings();
        export.items().forEach(warnings::add);
        warnings.add(project.counts(), project.listed());
        var archive = export.estimate();
        var estimate = new PlanEstimate(archive.items(), archive.skipped(), export.leftOut(), 1,
                Math.ceilDiv(archive.bytes(), partMaxBytes), archive.bytes(), archive.originals());
        var planned = ManifestContent.planned(estimate, LocalArchive.inputDigest(export), export.context(),
                warnings.counts());
        listener.begins(export.items().size(), found(export));
        Files.createDirectories(directory);
        try (var file = new DirectoryFolder(directory).write(ExportFileNames.MANIFEST, "application/json")) {
            file.write(JsonRecords.writePretty(Manifest.planned(planned)));
            file.commit();
        }
        return planned;
    }

    private static List<Warning> found(LocalExport export) {
        return Stream.concat(export.warnings().stream(), export.items().stream()
                .flatMap(item -> item.defects().stream().map(defect -> new Warning(item.path(), defect)))).toList();
    }

    private LocalExport open(RenderListener listener) throws IOException, InterruptedException, DefectException {
        var export = new LocalExport(new LocalProject(project), options, datasets, selection, limits);
        listener.begins(export.items().size(), export.warnings());
        return export;
    }

    private void write(LocalExport export, GroupWriter output, Consumer<RenderedItem> written)
            throws IOException, InterruptedException, DefectException {
        var failed = new FailureCount();
        try (var pool = new RenderPool(threads, jpeg, limits)) {
            var budget = new ByteBudget(Runtime.getRuntime().maxMemory() / 5 * 2);
            export.write(output, pool, budget, LOGGING, item -> {
                failed.add(item);
                written.accept(item);
            });
        }
        failed.check(maxFailed, export.items().size());
    }

    /** Items that lack masks. */
    private static final class FailureCount {
        private @Nullable FailedItems failed;

        void add(RenderedItem item) {
            failed = FailedItems.sum(failed, FailedItems.of(item));
        }

        /** @throws DefectException {@code TOO_MANY_FAILED_ITEMS} */
        void check(@Nullable FailureBudget allowed, long items) throws DefectException {
            if (failed != null && failed.exceed(allowed, items)) {
                throw new DefectException(DefectCode.TOO_MANY_FAILED_ITEMS, "%d of %d items lack masks; the first: %s"
                        .formatted(failed.items(), items, failed.first()));
            }
        }
    }
}
