package io.maskexport.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.maskexport.archive.CodePointOrder;
import io.maskexport.archive.UniqueNames;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectException;

import static io.maskexport.defect.DefectCode.NAME_CHANGED;
import static io.maskexport.defect.DefectCode.UNKNOWN_DATASET;

/**
 * Finds the datasets of a project: every folder that has {@code img/} or {@code ann/}, at any depth, usually
 * {@code <dataset>/datasets/<child>}. Only folders are listed, so memory does not grow with the number of items. The order
 * is that of paths, whatever the source's.
 */
public final class ProjectLayout {
    private static final String IMAGES = "img";
    private static final String ANNOTATIONS = "ann";
    private static final String NESTED = "datasets";
    private static final int MAX_DEPTH = 32;
    private static final Set<String> CONTENT = Set.of(IMAGES, ANNOTATIONS, "img_info", "meta", "seg", "blob");
    private static final Set<String> ROOT_FILES = Set.of(RootFiles.META, RootFiles.MACHINE_COLOURS,
            RootFiles.SEMANTIC_COLOURS);

    private final ProjectSource source;
    private final List<Dataset> found = new ArrayList<>();

    private ProjectLayout(ProjectSource source) {
        this.source = source;
    }

    /**
     * The datasets to export, in path order.
     *
     * @param chosen names of datasets; each stands for itself and all datasets below it. None stands for the whole project
     * @throws DefectException {@code UNKNOWN_DATASET}
     */
    public static List<Dataset> datasets(ProjectSource source, Collection<String> chosen)
            throws IOException, InterruptedException, DefectException {
        var layout = new ProjectLayout(source);
        layout.search("", "", List.of(), 0);
        layout.found.sort(Comparator.comparing(Dataset::source, CodePointOrder.STRINGS));
        for (var name : chosen) {
            if (layout.found.stream().noneMatch(dataset -> belongs(dataset, name))) {
                throw new DefectException(UNKNOWN_DATASET, "'" + name + "' is not in the project");
            }
        }
        return layout.found.stream()
                .filter(dataset -> chosen.isEmpty() || chosen.stream().anyMatch(name -> belongs(dataset, name)))
                .toList();
    }

    /** The items of a dataset, in name order. */
    public static List<Item> items(ProjectSource source, Dataset dataset) throws IOException, InterruptedException {
        return new ItemPlanner(dataset, filesOf(source, dataset.source() + IMAGES + "/"),
                filesOf(source, dataset.source() + ANNOTATIONS + "/")).items();
    }

    private static boolean belongs(Dataset dataset, String chosen) {
        return dataset.name().equals(chosen) || dataset.name().startsWith(chosen + "/");
    }

    /** Files directly in a folder; object stores may hold an empty object in the folder's own name. */
    private static List<SourceFile> filesOf(ProjectSource source, String folder)
            throws IOException, InterruptedException {
        return source.list(folder).stream()
                .filter(file -> file.path().length() > folder.length() && file.path().indexOf('/', folder.length()) < 0)
                .toList();
    }

    private void search(String path, String archived, List<Defect> changes, int depth)
            throws IOException, InterruptedException {
        var folders = source.folders(path);
        boolean isDataset = depth > 0 && (folders.contains(IMAGES) || folders.contains(ANNOTATIONS));
        if (isDataset) {
            found.add(new Dataset(nameOf(path), path, archived.substring(0, archived.length() - 1), changes));
        }
        if (depth == MAX_DEPTH) {
            return;
        }
        var inner = folders.stream().filter(name -> !isDataset || !isContent(name)).toList();
        var safe = UniqueNames.of(inner, isDataset ? CONTENT : ROOT_FILES);
        for (var name : inner) {
            search(path + name + "/", archived + safe.of(name) + "/", changes(changes, name, safe.of(name)), depth + 1);
        }
    }

    private static boolean isContent(String folder) {
        return CONTENT.contains(folder) || folder.startsWith("masks_");
    }

    private static List<Defect> changes(List<Defect> before, String name, String safe) {
        if (name.equals(safe)) {
            return before;
        }
        var all = new ArrayList<>(before);
        all.add(new Defect(NAME_CHANGED, "dataset '" + name + "' is called '" + safe + "'"));
        return all;
    }

    private static String nameOf(String path) {
        var parts = Arrays.asList(path.split("/"));
        var last = parts.getLast();
        var parents = parts.subList(0, parts.size() - 1).stream().filter(part -> !part.equals(NESTED));
        return parents.map(part -> part + "/").collect(Collectors.joining("", "", last));
    }
}
