package io.maskexport.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import io.maskexport.defect.Defect;

/**
 * The items of a dataset.
 *
 * @param items in name order
 * @param defects of the dataset: a changed name, files that are not exported
 */
public record DatasetItems(List<Item> items, List<Defect> defects) {
    private static final String JSON = ".json";

    public DatasetItems {
        items = List.copyOf(items);
        defects = List.copyOf(defects);
    }

    /** Lists a dataset. */
    public static DatasetItems of(ProjectSource source, Dataset dataset) throws IOException, InterruptedException {
        var leftOut = new LeftOutFiles();
        var images = direct(source, dataset.source() + ProjectLayout.IMAGES + "/", leftOut);
        var annotations = direct(source, dataset.source() + ProjectLayout.ANNOTATIONS + "/", leftOut);
        annotations.stream().filter(file -> !isJson(file))
                .forEach(file -> leftOut.add(LeftOutFiles.Kind.NO_ANNOTATION, file.path()));
        var items = new ItemPlanner(dataset, images, annotations.stream().filter(DatasetItems::isJson).toList());
        return new DatasetItems(items.items(),
                Stream.concat(dataset.defects().stream(), leftOut.defects().stream()).toList());
    }

    private static boolean isJson(SourceFile file) {
        return file.path().endsWith(JSON);
    }

    /** Files directly in a folder. */
    private static List<SourceFile> direct(ProjectSource source, String folder, LeftOutFiles leftOut)
            throws IOException, InterruptedException {
        var files = new ArrayList<SourceFile>();
        for (var file : source.list(folder)) {
            sort(folder, file, files, leftOut::add);
        }
        return files;
    }

    private static void sort(String folder, SourceFile file, List<SourceFile> files,
            BiConsumer<LeftOutFiles.Kind, String> leftOut) {
        switch (Placement.of(folder, file)) {
            case DIRECT -> files.add(file);
            case SUBFOLDER -> leftOut.accept(LeftOutFiles.Kind.IN_SUBFOLDER, file.path());
            case UNUSABLE -> leftOut.accept(LeftOutFiles.Kind.BAD_SEGMENT, file.path());
            case LITTER -> {
            }
        }
    }
}
