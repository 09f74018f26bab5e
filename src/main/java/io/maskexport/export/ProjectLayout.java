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

import static io.maskexport.defect.DefectCode.NOTHING_FOUND;
import static io.maskexport.defect.DefectCode.UNKNOWN_DATASET;

/**
 * The datasets of a project: every folder with {@code img/} or {@code ann/}, at any depth, usually
 * {@code <dataset>/datasets/<child>}. Lists only folders, so memory does not grow with the number of items. Ordered by
 * path, whatever the source's order.
 *
 * @param datasets to export, in path order
 * @param defects files outside of datasets; not searched for if datasets were chosen
 */
public record ProjectLayout(List<Dataset> datasets, List<Defect> defects) {
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
        var whole = new DatasetSearch(source, limits).run();
        for (var name : chosen) {
            if (whole.datasets.stream().noneMatch(dataset -> belongs(dataset, name))) {
                throw new DefectException(UNKNOWN_DATASET, "'" + name + "' is not in the project");
            }
        }
        return chosen.isEmpty()
                ? whole
                : new ProjectLayout(whole.datasets.stream()
                        .filter(dataset -> chosen.stream().anyMatch(name -> belongs(dataset, name))).toList(),
                        List.of());
    }

    /** Warnings about the project as a whole, once all items are listed. */
    public List<Warning> warnings(long items) {
        var nothing = datasets.isEmpty()
                ? "no dataset was found; a dataset is a folder of the project that contains img/ or ann/"
                : "no dataset has an item";
        var empty = items == 0 ? Stream.of(new Defect(NOTHING_FOUND, nothing)) : Stream.<Defect>empty();
        return Stream.concat(empty, defects.stream()).map(defect -> new Warning(PROJECT, defect)).toList();
    }

    /** People type names in one normal form, and file systems store them in another. */
    private static boolean belongs(Dataset dataset, String chosen) {
        var name = Normalizer.normalize(dataset.name(), Normalizer.Form.NFC);
        var wanted = Normalizer.normalize(chosen, Normalizer.Form.NFC);
        return name.equals(wanted) || name.startsWith(wanted + "/");
    }
}
