package io.maskexport.export;

import java.io.IOException;
import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.defect.Warning;
import io.maskexport.render.RenderOptions;
import io.maskexport.select.Selection;

import static io.maskexport.defect.DefectCode.NOTHING_FOUND;
import static io.maskexport.defect.DefectCode.UNKNOWN_DATASET;

/**
 * The datasets of a project: every folder with {@code img/} or {@code ann/}, at any depth, usually
 * {@code <dataset>/datasets/<child>}. Lists only folders, so memory does not grow with the number of items. Ordered by
 * path, whatever the source's order.
 *
 * @param datasets to export, in path order
 * @param defects files outside of datasets, unless datasets were chosen; patterns that chose none
 * @param chosen whether the project may have more datasets
 */
public record ProjectLayout(List<Dataset> datasets, List<Defect> defects, boolean chosen) {
    static final String IMAGES = "img";
    static final String ANNOTATIONS = "ann";
    static final String NESTED = "datasets";

    /** The project's own folder in warnings. */
    private static final String PROJECT = "/";

    public ProjectLayout {
        datasets = List.copyOf(datasets);
        defects = List.copyOf(defects);
    }

    /**
     * Searches the folders of a project.
     *
     * @param chosen names of datasets; each includes all datasets below it. Empty for the whole project
     * @throws DefectException {@code UNKNOWN_DATASET}
     */
    public static ProjectLayout of(ProjectSource source, Collection<String> chosen, Limits limits)
            throws IOException, InterruptedException, DefectException {
        return of(source, chosen, Selection.ALL, RenderOptions.defaults(), limits);
    }

    /**
     * Searches the folders of a project.
     *
     * @param chosen names of datasets; each includes all datasets below it. Empty for the whole project
     * @param selection chooses among these
     * @param context of the export
     * @throws DefectException {@code UNKNOWN_DATASET}
     */
    public static ProjectLayout of(ProjectSource source, Collection<String> chosen, Selection selection,
            ExportContext context) throws IOException, InterruptedException, DefectException {
        return of(source, chosen, selection, context.options(), context.limits());
    }

    private static ProjectLayout of(ProjectSource source, Collection<String> chosen, Selection selection,
            RenderOptions options, Limits limits) throws IOException, InterruptedException, DefectException {
        var whole = new DatasetSearch(source, RootFiles.reserved(options, selection.splits()), limits).run();
        for (var name : chosen) {
            if (whole.datasets.stream().noneMatch(dataset -> belongs(dataset, name))) {
                throw new DefectException(UNKNOWN_DATASET, "'" + name + "' is not in the project");
            }
        }
        if (chosen.isEmpty() && selection.datasets().isAll()) {
            return whole;
        }
        var matcher = selection.datasets().matcher();
        var datasets = whole.datasets.stream().filter(dataset -> matcher.takesFolder(dataset.name()))
                .filter(dataset -> chosen.isEmpty() || chosen.stream().anyMatch(name -> belongs(dataset, name)))
                .toList();
        matcher.checkNames(UNKNOWN_DATASET, "the project");
        return new ProjectLayout(datasets, matcher.unusedPatterns(), true);
    }

    /** Warnings about the project as a whole, once all items are listed. */
    public List<Warning> warnings(long items, ItemSelector selector) {
        var empty = items == 0 ? Stream.of(new Defect(NOTHING_FOUND, nothing(selector))) : Stream.<Defect>empty();
        return Stream.of(empty, defects.stream(), selector.unused().stream()).flatMap(found -> found)
                .map(defect -> new Warning(PROJECT, defect)).toList();
    }

    private String nothing(ItemSelector selector) {
        if (datasets.isEmpty()) {
            return chosen
                    ? "no dataset is selected"
                    : "no dataset was found; a dataset is a folder of the project that contains img/ or ann/";
        }
        return selector.leftOut() == 0
                ? "no dataset has an item"
                : "no item is selected; the selection leaves out all " + selector.leftOut();
    }

    /** People type names in one normal form, and file systems store them in another. */
    private static boolean belongs(Dataset dataset, String chosen) {
        var name = Normalizer.normalize(dataset.name(), Normalizer.Form.NFC);
        var wanted = Normalizer.normalize(chosen, Normalizer.Form.NFC);
        return name.equals(wanted) || name.startsWith(wanted + "/");
    }
}
