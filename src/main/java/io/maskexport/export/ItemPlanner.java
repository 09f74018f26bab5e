package io.maskexport.export;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.maskexport.archive.CodePointOrder;
import io.maskexport.archive.UniqueNames;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;

import static io.maskexport.defect.DefectCode.MISSING_ANNOTATION;
import static io.maskexport.defect.DefectCode.MISSING_IMAGE;
import static io.maskexport.defect.DefectCode.NAME_CHANGED;
import static io.maskexport.defect.DefectCode.SHARED_STEM;
import static io.maskexport.defect.DefectCode.UNSUPPORTED_EXTENSION;

/** Pairs images with their annotations, and names the outputs. Needs all files of a dataset that share keys. */
final class ItemPlanner {
    private static final String JSON = ".json";
    private static final Set<String> EXTENSIONS = Set.of(".jpg", ".jpeg", ".mpo", ".bmp", ".png", ".webp", ".tiff",
            ".tif", ".nrrd", ".jfif");

    private final Dataset dataset;
    private final Map<String, Pair> pairs = new TreeMap<>(CodePointOrder.STRINGS);
    /** How many annotations claim each archive name. */
    private final Map<String, Integer> annotationNames = new HashMap<>();

    /** An image and an annotation that belong together; at least one exists. */
    private record Pair(String name, Optional<SourceFile> image, Optional<SourceFile> annotation, boolean masked) {

        /** Whether it has no image, or one of a supported type. */
        boolean isListed() {
            return image.isEmpty() || isSupported(name);
        }
    }

    /**
     * Plans files of a dataset.
     *
     * @param orphansMasked whether annotations without an image get masks: if no image of the dataset is of a supported
     * type, or some images are packed
     */
    ItemPlanner(Dataset dataset, FileGroup group, boolean orphansMasked) {
        this.dataset = dataset;
        var images = group.images();
        var files = new AnnotationFiles(group.annotations(), images.stream().map(ItemPlanner::nameOf).toList());
        images.forEach(image -> addImage(image, files.of(nameOf(image))));
        files.unused().forEach(file -> addOrphan(file, orphansMasked));
    }

    private void addImage(SourceFile image, Optional<SourceFile> annotation) {
        var name = nameOf(image);
        pairs.put(name, new Pair(name, Optional.of(image), annotation, isSupported(name) || annotation.isPresent()));
    }

    private void addOrphan(SourceFile annotation, boolean masked) {
        var file = nameOf(annotation);
        var name = file.substring(0, file.length() - JSON.length());
        pairs.put(name, new Pair(name, Optional.empty(), Optional.of(annotation), masked));
    }

    static boolean isSupported(String name) {
        return EXTENSIONS.contains(name.substring(ItemStems.withoutExtension(name).length()).toLowerCase(Locale.ROOT));
    }

    /** The items, in name order. */
    List<NamedItem> items() {
        var names = new ItemNames(names(true), names(false));
        pairs.values().forEach(pair -> count(pair, names.of(pair.name())));
        var stems = ItemStems.of(masked(names, true), masked(names, false));
        return pairs.values().stream().map(
                pair -> new NamedItem(pair.name(), item(pair, names.of(pair.name()), stems))).toList();
    }

    private List<String> masked(ItemNames names, boolean supported) {
        return pairs.values().stream().filter(pair -> pair.masked() && pair.isListed() == supported)
                .map(pair -> names.of(pair.name())).toList();
    }

    private List<String> names(boolean withImage) {
        return pairs.values().stream().filter(pair -> pair.image().isPresent() == withImage).map(Pair::name).toList();
    }

    private void count(Pair pair, String name) {
        annotationNames.merge(UniqueNames.key(name + JSON), 1, Integer::sum);
        pair.annotation().filter(file -> isOldStyle(pair, file) && !nameOf(file).equals(name + JSON))
                .ifPresent(file -> annotationNames.merge(UniqueNames.key(nameOf(file)), 1, Integer::sum));
    }

    private static boolean isOldStyle(Pair pair, SourceFile file) {
        return nameOf(file).equals(ItemStems.withoutExtension(pair.name()) + JSON);
    }

    private Item item(Pair pair, String name, ItemStems stems) {
        return new Item(dataset.folder(), name, stems.of(name), pair.image(), pair.annotation(),
                pair.annotation().map(file -> annotationName(pair, name, file)).orElse(""), pair.masked(),
                defects(pair, name, stems));
    }

    /** Keeps the old style {@code x.json} if it is unambiguous. */
    private String annotationName(Pair pair, String name, SourceFile file) {
        boolean own = annotationNames.getOrDefault(UniqueNames.key(nameOf(file)), 0) == 1;
        return own && isOldStyle(pair, file) && name.equals(pair.name()) ? nameOf(file) : name + JSON;
    }

    private List<Defect> defects(Pair pair, String name, ItemStems stems) {
        var defects = new ArrayList<Defect>();
        note(defects, !name.equals(pair.name()), NAME_CHANGED, renaming(pair.name(), name));
        note(defects, pair.image().isEmpty(), MISSING_IMAGE, "the annotation has no image");
        boolean listed = pair.isListed();
        note(defects, !listed, UNSUPPORTED_EXTENSION, "'" + pair.name() + "' is not one of the image types");
        note(defects, listed && pair.annotation().isEmpty(), MISSING_ANNOTATION, "the image has no annotation");
        note(defects, stems.isShared(name), SHARED_STEM, "masks are called '" + stems.of(name) + "'");
        return defects;
    }

    private static String renaming(String from, String to) {
        boolean looksAlike = Normalizer.normalize(from, Normalizer.Form.NFC).equals(to);
        return "'" + from + "' is called '" + to + "'" + (looksAlike ? ", in Unicode normal form NFC" : "");
    }

    private static void note(List<Defect> defects, boolean found, DefectCode code, String detail) {
        if (found) {
            defects.add(new Defect(code, detail));
        }
    }

    static String nameOf(SourceFile file) {
        return file.path().substring(file.path().lastIndexOf('/') + 1);
    }
}
