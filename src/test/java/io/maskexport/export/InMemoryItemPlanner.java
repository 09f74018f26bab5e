package io.maskexport.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.maskexport.defect.Defect;

/** What {@link DatasetItems} must give, from one look at all files of a dataset. */
record InMemoryItemPlanner(List<Item> items, List<Defect> defects) {
    static InMemoryItemPlanner of(ProjectSource source, Dataset dataset) throws IOException, InterruptedException {
        var leftOut = new LeftOutFiles();
        var all = new FileGroup();
        boolean supported = false;
        for (var file : direct(source, dataset.source() + "img/", leftOut)) {
            all.add(new ListedFile(ItemPlanner.nameOf(file), file, true), 0);
            supported |= ItemPlanner.isSupported(ItemPlanner.nameOf(file));
        }
        for (var file : direct(source, dataset.source() + "ann/", leftOut)) {
            if (file.path().endsWith(".json")) {
                all.add(new ListedFile(ItemPlanner.nameOf(file).replaceFirst("\\.json$", ""), file, false), 0);
            } else {
                leftOut.add(LeftOutFiles.Kind.NO_ANNOTATION, file.path());
            }
        }
        var items = new ItemPlanner(dataset, all, dataset.packed() || !supported).items();
        return new InMemoryItemPlanner(items.stream().map(NamedItem::item).toList(),
                Stream.concat(dataset.defects().stream(), leftOut.defects().stream()).toList());
    }

    private static List<SourceFile> direct(ProjectSource source, String folder, LeftOutFiles leftOut)
            throws IOException, InterruptedException {
        var files = new ArrayList<SourceFile>();
        for (var file : source.list(folder)) {
            switch (Placement.of(folder, file)) {
                case DIRECT -> files.add(file);
                case SUBFOLDER -> leftOut.add(LeftOutFiles.Kind.IN_SUBFOLDER, file.path());
                case UNUSABLE -> leftOut.add(LeftOutFiles.Kind.BAD_SEGMENT, file.path());
                case LITTER -> {
                }
            }
        }
        return files;
    }
}
