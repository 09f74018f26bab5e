package io.maskexport.export;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The annotations of a dataset, paired with their images: the annotation of {@code x.jpg} is {@code x.jpg.json}, or in
 * the old style {@code x.json}, which several images may share. Names that are equal only after Unicode normalization
 * are paired too, unless an exactly equal name exists: macOS writes {@code é} as two characters, other systems as one.
 */
final class AnnotationFiles {
    private static final String JSON = ".json";

    private final Map<String, SourceFile> byName = new LinkedHashMap<>();
    private final Map<String, SourceFile> ofImage = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    /**
     * Pairs annotations with images.
     *
     * @param files in path order
     * @param images names in path order
     */
    AnnotationFiles(List<SourceFile> files, Collection<String> images) {
        files.forEach(file -> byName.put(ItemPlanner.nameOf(file), file));
        images.forEach(this::pairEqual);
        if (used.size() < byName.size() && ofImage.size() < images.size()) {
            pairNormalized(images.stream().filter(image -> !ofImage.containsKey(image)).toList());
        }
    }

    private void pairEqual(String image) {
        var name = byName.containsKey(image + JSON) ? image + JSON : ItemStems.withoutExtension(image) + JSON;
        var file = byName.get(name);
        if (file != null) {
            pair(image, file);
        }
    }

    private void pair(String image, SourceFile file) {
        ofImage.put(image, file);
        used.add(ItemPlanner.nameOf(file));
    }

    private void pairNormalized(List<String> images) {
        var left = new HashMap<String, SourceFile>();
        unused().forEach(file -> left.putIfAbsent(normalized(ItemPlanner.nameOf(file)), file));
        for (var image : images) {
            var own = left.remove(normalized(image) + JSON);
            if (own != null) {
                pair(image, own);
            }
        }
        for (var image : images) {
            var shared = left.get(normalized(ItemStems.withoutExtension(image)) + JSON);
            if (shared != null && !ofImage.containsKey(image)) {
                pair(image, shared);
            }
        }
    }

    private static String normalized(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /** The annotation of an image. */
    Optional<SourceFile> of(String image) {
        return Optional.ofNullable(ofImage.get(image));
    }

    /** Annotations without an image. */
    List<SourceFile> unused() {
        return byName.entrySet().stream().filter(file -> !used.contains(file.getKey())).map(Map.Entry::getValue)
                .toList();
    }
}
