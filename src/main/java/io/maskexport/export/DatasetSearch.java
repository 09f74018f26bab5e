package io.maskexport.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.maskexport.archive.CodePointOrder;
import io.maskexport.archive.UniqueNames;
import io.maskexport.defect.Defect;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;
import io.maskexport.export.LeftOutFiles.Kind;

import static io.maskexport.defect.DefectCode.NAME_CHANGED;
import static io.maskexport.export.ProjectLayout.ANNOTATIONS;
import static io.maskexport.export.ProjectLayout.IMAGES;
import static io.maskexport.export.ProjectLayout.NESTED;

/**
 * One walk through the folders of a project, level by level: finds datasets, and files outside of them. Reads the folders
 * of a level side by side; the result does not depend on their order. Keeps only the datasets, with strings that share
 * their characters: less than 200 bytes for a dataset without defects.
 */
final class DatasetSearch {
    private static final Set<String> CONTENT = Set.of(IMAGES, ANNOTATIONS, "img_info", "meta", "seg", "blob");
    private static final Set<String> ROOT_FILES = Set.of(RootFiles.META, RootFiles.MACHINE_COLOURS,
            RootFiles.SEMANTIC_COLOURS);
    /** Other files of the format, which are not needed here. */
    private static final Set<String> ALSO_AT_ROOT = Set.of("readme.md", "key_id_map.json");

    private final ProjectSource source;
    private final long deepest;
    private final Set<String> reserved;
    private final List<FoundDataset> found = new ArrayList<>();
    private final LeftOutFiles outside = new LeftOutFiles();
    private final ImageBlobs blobs = new ImageBlobs();

    /**
     * A folder being searched.
     *
     * @param path below the project's root, empty or ending with {@code /}
     * @param archived the same path in safe names
     * @param changes names changed on the way
     * @param owner the enclosing dataset
     */
    private record Place(String path, String archived, List<Defect> changes, int depth, Owner owner) {
        String name() {
            int end = path.length() - 1;
            return end < 0 ? "" : path.substring(path.lastIndexOf('/', end - 1) + 1, end);
        }
    }

    /** A folder whose direct content was read. */
    private record OpenFolder(Place place, FolderContent content, boolean isDataset) {}

    /** Counts files that are not exported, and says of what kind they are. */
    private record Owner(LeftOutFiles leftOut, Kind kind) {}

    /** A dataset during the search, while files below it that are not exported are still being found. */
    private record FoundDataset(Place place, LeftOutFiles leftOut) {}

    /** @param reserved names that no folder of the archive's root can have */
    DatasetSearch(ProjectSource source, Set<String> reserved, Limits limits) {
        this.source = source;
        this.deepest = limits.of(Limit.FOLDER_DEPTH);
        this.reserved = reserved;
    }

    ProjectLayout run() throws IOException, InterruptedException {
        List<Place> level = List.of(new Place("", "", List.of(), 0, new Owner(outside, Kind.OUTSIDE_DATASETS)));
        while (!level.isEmpty()) {
            var deeper = new ArrayList<Place>();
            source.concurrently().run(level.iterator(), this::open, folder -> search(folder, deeper));
            level = deeper;
        }
        found.sort(Comparator.comparing(dataset -> dataset.place().path(), CodePointOrder.STRINGS));
        addUnreadable(source.unreadable());
        blobs.unclaimed().forEach(path -> outside.add(Kind.OUTSIDE_DATASETS, path));
        return new ProjectLayout(found.stream().map(this::dataset).toList(), outside.defects(), false);
    }

    private Dataset dataset(FoundDataset dataset) {
        var path = dataset.place().path();
        var archived = dataset.place().archived();
        var folder = archived.substring(0, archived.length() - 1);
        var name = nameOf(path);
        var packed = blobs.defect(path);
        var defects = new ArrayList<>(dataset.place().changes());
        packed.ifPresent(defects::add);
        defects.addAll(dataset.leftOut().defects());
        return new Dataset(name.equals(folder) ? folder : name, path, folder, packed.isPresent(), defects);
    }

    private OpenFolder open(Place at) throws IOException, InterruptedException {
        var content = source.content(at.path());
        return new OpenFolder(at, content, at.depth() > 0 && hasItems(content) && !isContainer(at, content));
    }

    private void search(OpenFolder folder, List<Place> deeper) throws IOException, InterruptedException {
        var at = folder.place();
        var content = folder.content();
        boolean isDataset = folder.isDataset();
        var owner = isDataset ? startDataset(at) : at.owner();
        content.files().forEach(file -> classify(file, at, isDataset, owner));
        var inner = new ArrayList<String>();
        for (var name : content.folders()) {
            if (Placement.isUnusable(name)) {
                leaveOut(at.path() + name + "/", Kind.BAD_SEGMENT, owner);
            } else if (!SystemFiles.isOne(name) && !(isDataset && isContent(name))) {
                inner.add(name);
            }
        }
        var safe = UniqueNames.of(inner, isDataset ? CONTENT : reserved);
        for (var name : inner) {
            var path = at.path() + name + "/";
            if (at.depth() == deepest) {
                leaveOut(path, Kind.TOO_DEEP, owner);
            } else {
                var archived = at.archived() + safe.of(name) + "/";
                deeper.add(new Place(path, archived.equals(path) ? path : archived,
                        changes(at.changes(), name, safe.of(name)), at.depth() + 1, owner));
            }
        }
    }

    private Owner startDataset(Place at) {
        var dataset = new FoundDataset(at, new LeftOutFiles());
        found.add(dataset);
        return new Owner(dataset.leftOut(), Kind.BESIDE_ITEMS);
    }

    /** Handles a file that lies directly in a folder other than {@code img/} or {@code ann/} of a dataset. */
    private void classify(SourceFile file, Place at, boolean inDataset, Owner owner) {
        switch (Placement.of(at.path(), file)) {
            case LITTER -> {
            }
            case UNUSABLE -> owner.leftOut().add(Kind.BAD_SEGMENT, file.path());
            case DIRECT, SUBFOLDER -> {
                if (!isKnown(file, at) && !blobs.take(file.path(), inDataset ? at.path() : "")) {
                    owner.leftOut().add(hasOtherCase(at.name()) ? Kind.OTHER_CASE : owner.kind(), file.path());
                }
            }
        }
    }

    private static boolean isKnown(SourceFile file, Place at) {
        var name = file.path().substring(at.path().length());
        return at.depth() == 0
                && (ROOT_FILES.contains(name) || ALSO_AT_ROOT.contains(name.toLowerCase(Locale.ROOT)));
    }

    private static boolean hasOtherCase(String folder) {
        return !folder.equals(IMAGES) && !folder.equals(ANNOTATIONS)
                && (folder.equalsIgnoreCase(IMAGES) || folder.equalsIgnoreCase(ANNOTATIONS));
    }

    private static boolean hasItems(FolderContent content) {
        return content.folders().contains(IMAGES) || content.folders().contains(ANNOTATIONS);
    }

    /**
     * A folder {@code datasets} may contain datasets named {@code img} and {@code ann}; that does not make it a
     * dataset.
     */
    private boolean isContainer(Place at, FolderContent content) throws IOException, InterruptedException {
        if (!at.name().equals(NESTED)) {
            return false;
        }
        for (var name : List.of(IMAGES, ANNOTATIONS)) {
            if (content.folders().contains(name)) {
                var inner = source.content(at.path() + name + "/");
                if (hasItems(inner) || inner.folders().contains(NESTED)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isContent(String folder) {
        return CONTENT.contains(folder) || folder.startsWith("masks_");
    }

    private void leaveOut(String folder, Kind kind, Owner owner) throws IOException, InterruptedException {
        for (var file : source.list(folder)) {
            if (Placement.of(folder, file) != Placement.LITTER) {
                owner.leftOut().add(kind, file.path());
            }
        }
    }

    private void addUnreadable(List<String> paths) {
        if (paths.isEmpty()) {
            return;
        }
        var datasets = found.stream().collect(Collectors.toMap(dataset -> dataset.place().path(), dataset -> dataset));
        for (var path : paths) {
            if (Arrays.stream(path.split("/")).noneMatch(SystemFiles::isOne)) {
                innermost(path, datasets).add(Kind.LINK, path);
            }
        }
    }

    private LeftOutFiles innermost(String path, Map<String, FoundDataset> datasets) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 2) + 1) {
            var inside = datasets.get(path.substring(0, end));
            if (inside != null) {
                return inside.leftOut();
            }
        }
        return outside;
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
