package io.maskexport.export;

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

/** Pairs the images of a dataset with their annotations, and names what comes out. */
final class ItemPlanner {
    private static final String JSON = ".json";
    private static final Set<String> EXTENSIONS = Set.of(".jpg", ".jpeg", ".mpo", ".bmp", ".png", ".webp", ".tiff",
            ".tif",
            ".nrrd", ".jfif");

    private final Dataset dataset;
    private final boolean hasImages;
    private final Map<String, Pair> pairs = new TreeMap<>(CodePointOrder.STRINGS);
    private final Map<String, Integer> uses = new HashMap<>();

    /** Files that belong together; at least one is there. */
    private record Pair(String name, Optional<SourceFile> image, Optional<SourceFile> annotation, boolean masked) {}

    ItemPlanner(Dataset dataset, List<SourceFile> images, List<SourceFile> annotations) {
        this.dataset = dataset;
        hasImages = !images.isEmpty();
        var byName = new HashMap<String, SourceFile>();
        annotations.stream().filter(file -> nameOf(file).endsWith(JSON))
                .forEach(file -> byName.put(nameOf(file), file));
        images.forEach(image -> addImage(image, byName));
        byName.forEach(this::addOrphan);
    }

    private void addImage(SourceFile image, Map<String, SourceFile> annotations) {
        var name = nameOf(image);
        var annotation = Optional.ofNullable(annotations.get(name + JSON))
                .or(() -> Optional.ofNullable(annotations.get(ItemStems.withoutExtension(name) + JSON)));
        annotation.ifPresent(file -> uses.merge(nameOf(file), 1, Integer::sum));
        var extension = name.substring(ItemStems.withoutExtension(name).length()).toLowerCase(Locale.ROOT);
        pairs.put(name, new Pair(name, Optional.of(image), annotation, EXTENSIONS.contains(extension)));
    }

    /** An annotation without an image is an item with masks only where no item has an image. */
    private void addOrphan(String file, SourceFile annotation) {
        var name = file.substring(0, file.length() - JSON.length());
        if (!uses.containsKey(file)) {
            pairs.putIfAbsent(name, new Pair(name, Optional.empty(), Optional.of(annotation), !hasImages));
        }
    }

    List<Item> items() {
        var names = UniqueNames.of(pairs.keySet());
        var stems = ItemStems
                .of(pairs.values().stream().filter(Pair::masked).map(pair -> names.of(pair.name())).toList());
        return pairs.values().stream().map(pair -> item(pair, names.of(pair.name()), stems)).toList();
    }

    private Item item(Pair pair, String name, ItemStems stems) {
        return new Item(dataset.folder(), name, stems.of(name), pair.image(), pair.annotation(),
                pair.annotation().map(file -> annotationName(pair, name, nameOf(file))).orElse(""), pair.masked(),
                defects(pair, name, stems));
    }

    /** The old style {@code x.json} stays where it is clear whose it is. */
    private String annotationName(Pair pair, String name, String file) {
        boolean own = uses.getOrDefault(file, 1) == 1;
        return own && name.equals(pair.name()) ? file : name + JSON;
    }

    private List<Defect> defects(Pair pair, String name, ItemStems stems) {
        var defects = new ArrayList<Defect>();
        note(defects, !name.equals(pair.name()), NAME_CHANGED, "'" + pair.name() + "' is called '" + name + "'");
        note(defects, pair.image().isEmpty(), MISSING_IMAGE, "the annotation has no image");
        boolean listed = pair.masked() || pair.image().isEmpty();
        note(defects, !listed, UNSUPPORTED_EXTENSION, "'" + pair.name() + "' is not one of the image types");
        note(defects, listed && pair.annotation().isEmpty(), MISSING_ANNOTATION, "the image has no annotation");
        note(defects, stems.isShared(name), SHARED_STEM, "masks are called '" + stems.of(name) + "'");
        return defects;
    }

    private static void note(List<Defect> defects, boolean found, DefectCode code, String detail) {
        if (found) {
            defects.add(new Defect(code, detail));
        }
    }

    private static String nameOf(SourceFile file) {
        return file.path().substring(file.path().lastIndexOf('/') + 1);
    }
}
