package io.maskexport.export;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;

import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;

/**
 * The items of a dataset, of any number: memory grows only with files whose names depend on each other and lie far
 * apart, which {@link Limit#LINKED_FILES} bounds. A dataset that fits in memory is listed once, a larger one two or more times.
 */
public final class DatasetItems {
    private final ProjectSource source;
    private final Dataset dataset;
    private final Limits limits;
    private final Sizes sizes;
    private final DatasetFiles files;

    /**
     * How much is held in memory. No result depends on it.
     *
     * @param whole number of files up to which a dataset is planned in memory
     * @param window number of files after which a group of files is taken to be complete
     * @param filterKeys number of keys that are looked for in one listing
     */
    record Sizes(int whole, int window, int filterKeys) {
        static final Sizes USUAL = new Sizes(20_000, 4_000, 4_000_000);
    }

    private DatasetItems(ProjectSource source, Dataset dataset, Limits limits, Sizes sizes, DatasetFiles files) {
        this.source = source;
        this.dataset = dataset;
        this.limits = limits;
        this.sizes = sizes;
        this.files = files;
    }

    /** Begins to list a dataset. */
    public static DatasetItems open(ProjectSource source, Dataset dataset, Limits limits)
            throws IOException, InterruptedException {
        return open(source, dataset, limits, Sizes.USUAL);
    }

    static DatasetItems open(ProjectSource source, Dataset dataset, Limits limits, Sizes sizes)
            throws IOException, InterruptedException {
        return new DatasetItems(source, dataset, limits, sizes, new DatasetFiles(source, dataset));
    }

    /**
     * Lists the dataset to its end; once.
     *
     * @param receiver of the items, in name order
     * @return defects of the dataset: a changed name, files that are not exported
     * @throws IOException also if files come or go meanwhile; the items received then are worth nothing
     * @throws DefectException {@code OUTPUT_LIMIT}, or what the receiver throws
     */
    public List<Defect> forEach(ItemReceiver receiver) throws IOException, InterruptedException, DefectException {
        var first = new ArrayDeque<ListedFile>();
        boolean whole = fill(first);
        if (!whole) {
            return defects(new LargeDataset(source, dataset, limits, sizes).forEach(files, first, receiver));
        }
        var group = new FileGroup();
        first.forEach(file -> group.add(file, 0));
        boolean masked = dataset.packed() || !files.hasSupportedImage();
        for (var item : new ItemPlanner(dataset, group, masked).items()) {
            receiver.accept(item.item());
        }
        return defects(files.leftOut());
    }

    private boolean fill(Queue<ListedFile> first) throws IOException, InterruptedException {
        while (first.size() <= sizes.whole()) {
            var file = files.next();
            if (file.isEmpty()) {
                return true;
            }
            first.add(file.get());
        }
        return false;
    }

    private List<Defect> defects(LeftOutFiles leftOut) {
        return Stream.concat(dataset.defects().stream(), leftOut.defects().stream()).toList();
    }
}
