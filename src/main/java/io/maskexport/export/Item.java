package io.maskexport.export;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.render.Layout;
import io.maskexport.select.Selection;
import io.maskexport.select.Splits;

/**
 * One image with its annotation, and the safe names of its outputs.
 *
 * @param folder the dataset's folder in the archive: {@code ds}, {@code ds/datasets/child}
 * @param name the image's file name in the archive
 * @param stem base name of its masks: the name without its last extension, or the whole name if items share a stem
 * @param image the image, unless the dataset has only annotations or the export does not need it
 * @param annotation the annotation, if there is one
 * @param annotationName the annotation's file name in the archive; empty without an annotation
 * @param masked whether masks are made; for an unsupported extension, all that need no picture
 * @param defects found in planning: changed names, shared stems, missing files
 * @param set the set of the export that its path chooses, see {@link Splits}; empty for none
 * @param number its place among the items of the export, from 1; 0 where it does not matter
 * @param inputs what it is made of, where the index says it
 */
public record Item(String folder, String name, String stem, Optional<SourceFile> image, Optional<SourceFile> annotation,
        String annotationName, boolean masked, List<Defect> defects, OptionalInt set, int number,
        Optional<ItemInputs> inputs) {
    public Item {
        defects = List.copyOf(defects);
    }

    /** An item of an export without sets. */
    public Item(String folder, String name, String stem, Optional<SourceFile> image, Optional<SourceFile> annotation,
            String annotationName, boolean masked, List<Defect> defects) {
        this(folder, name, stem, image, annotation, annotationName, masked, defects, OptionalInt.empty(), 0,
                Optional.empty());
    }

    /** The item with its place among the items of the export, from 1. */
    public Item numbered(int place) {
        return new Item(folder, name, stem, image, annotation, annotationName, masked, defects, set, place, inputs);
    }

    /** The item with what its index shall say of its inputs. */
    public Item with(ItemInputs madeOf) {
        return new Item(folder, name, stem, image, annotation, annotationName, masked, defects, set, number,
                Optional.of(madeOf));
    }

    /** The item's path, as used in warnings and part summaries. */
    public String path() {
        return folder + "/img/" + name;
    }

    /** Its name in the project: of its image, or without one of its annotation without {@code .json}. */
    String sourceName() {
        return image.map(ItemPlanner::nameOf)
                .or(() -> annotation.map(ItemPlanner::nameOf).map(file -> file.substring(0, file.lastIndexOf('.'))))
                .orElse(name);
    }

    /** The item with the files that the archive has. */
    public Item archived(Selection selection) {
        return new Item(folder, name, stem, image.filter(_ -> selection.images()),
                annotation.filter(_ -> selection.annotations()), annotationName, masked, defects, set, number,
                inputs);
    }

    /** The item without its image, which then is not read. */
    Item withoutImage() {
        return new Item(folder, name, stem, Optional.empty(), annotation, annotationName, masked, defects, set, number,
                inputs);
    }

    /** @param place of its set; negative for none */
    Item inSet(int place) {
        return place < 0
                ? this
                : new Item(folder, name, stem, image, annotation, annotationName, masked, defects,
                        OptionalInt.of(place), number, inputs);
    }

    /** What names it in the list of its set: its path, or in shards its key. */
    public String listedAs(Layout layout) {
        return new ItemPaths(this, layout).keyOfShard().orElse(path());
    }

    /** The same item, saying so if its files do not have the names that are expected of them. */
    Item named(Layout layout) {
        var paths = new ItemPaths(this, layout);
        if (!paths.isKeyChanged()) {
            return this;
        }
        var notice = new Defect(DefectCode.NAME_CHANGED, "its files are called '" + paths.key() + "'");
        return new Item(folder, name, stem, image, annotation, annotationName, masked,
                Stream.concat(defects.stream(), Stream.of(notice)).toList(), set, number, inputs);
    }

    /** Whether human masks can be made from its image type. */
    boolean isPicture() {
        return defects.stream().noneMatch(defect -> defect.code() == DefectCode.UNSUPPORTED_EXTENSION);
    }

    /** Size of its inputs in bytes. */
    public long inputBytes() {
        return image.map(SourceFile::bytes).orElse(0L) + annotation.map(SourceFile::bytes).orElse(0L);
    }
}
