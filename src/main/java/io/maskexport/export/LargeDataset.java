package io.maskexport.export;

import java.io.IOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.export.DatasetItems.Sizes;
import org.jspecify.annotations.Nullable;

/**
 * Plans a dataset with more files than fit in memory. Files that share keys usually lie side by side, and each such group
 * is planned alone. A first listing finds the keys that come again far away, or out of order. If there are any, another
 * listing collects all groups with these keys, which are planned together. The last listing plans the other groups,
 * and puts all items in order.
 */
final class LargeDataset {
    private final ProjectSource source;
    private final Dataset dataset;
    private final Limits limits;
    private final Sizes sizes;
    /** Keys of groups that cannot be planned where they lie. */
    private final Set<Long> linked = new HashSet<>();
    private boolean orphansMasked;
    private long digest;

    LargeDataset(ProjectSource source, Dataset dataset, Limits limits, Sizes sizes) {
        this.source = source;
        this.dataset = dataset;
        this.limits = limits;
        this.sizes = sizes;
    }

    /**
     * Lists the dataset to its end.
     *
     * @param files a listing that has just begun
     * @param first its files so far
     * @return files that are not exported
     */
    LeftOutFiles forEach(DatasetFiles files, Queue<ListedFile> first, ItemReceiver receiver)
            throws IOException, InterruptedException, DefectException {
        orphansMasked = areOrphansMasked(files);
        findLinks(files, first);
        var apart = linked.isEmpty() ? List.<NamedItem>of() : linkedItems();
        return plan(apart, receiver);
    }

    private boolean areOrphansMasked(DatasetFiles files) {
        return dataset.packed() || !files.hasSupportedImage();
    }

    private void findLinks(DatasetFiles files, Queue<ListedFile> first)
            throws IOException, InterruptedException, DefectException {
        var search = search(files, first, 0);
        if (areOrphansMasked(files) != orphansMasked) {
            orphansMasked = areOrphansMasked(files);
            linked.clear();
            search = search(list(), first, 0);
        }
        digest = search.files.digest();
        for (long done = sizes.filterKeys(); done < search.keys; done += sizes.filterKeys()) {
            check(search(list(), first, done).files);
        }
    }

    private LinkSearch search(DatasetFiles files, Queue<ListedFile> first, long done)
            throws IOException, InterruptedException, DefectException {
        var search = new LinkSearch(files, done);
        search.run(groups(() -> first.isEmpty() ? files.next() : Optional.of(first.remove()), search.held));
        return search;
    }

    private List<NamedItem> linkedItems() throws IOException, InterruptedException, DefectException {
        var files = list();
        var held = held();
        var groups = groups(files::next, held);
        var all = new FileGroup();
        for (var group = groups.next(); group.isPresent(); group = groups.next()) {
            if (isLinked(group.get())) {
                held.add(group.get().size());
                group.get().files().forEach(file -> all.add(file, 0));
            }
        }
        check(files);
        return planned(all);
    }

    private LeftOutFiles plan(List<NamedItem> apart, ItemReceiver receiver)
            throws IOException, InterruptedException, DefectException {
        var files = list();
        var held = held();
        held.add(apart.size());
        var groups = groups(files::next, held);
        var order = new NameOrder<>(2 * sizes.window(), NamedItem::name);
        var merged = new Merge(apart.iterator(), receiver);
        for (var group = groups.next(); group.isPresent(); group = groups.next()) {
            if (!isLinked(group.get())) {
                for (var item : planned(group.get())) {
                    check(!order.isLate(item.name()));
                    order.add(item);
                }
                for (var item = order.next(); item.isPresent(); item = order.next()) {
                    merged.accept(item.get());
                }
            }
        }
        for (var item = order.rest(); item.isPresent(); item = order.rest()) {
            merged.accept(item.get());
        }
        merged.end();
        check(files);
        return files.leftOut();
    }

    private List<NamedItem> planned(FileGroup group) {
        return new ItemPlanner(dataset, group, orphansMasked).items();
    }

    private boolean isLinked(FileGroup group) {
        return !linked.isEmpty() && group.keys().stream().anyMatch(linked::contains);
    }

    private DatasetFiles list() throws IOException, InterruptedException {
        return new DatasetFiles(source, dataset);
    }

    private HeldFiles held() {
        return new HeldFiles(limits, sizes.window());
    }

    private FileGroups groups(FileGroups.FileSource files, HeldFiles held) {
        return new FileGroups(files, this::keys, sizes.window(), held);
    }

    /** An annotation's stem matters only if it is the item's: without an image, and with masks. */
    private long[] keys(ListedFile file) {
        return file.isImage() || orphansMasked
                ? NameKeys.ofWholeAndStem(file.name())
                : NameKeys.ofWhole(file.name());
    }

    private void check(DatasetFiles files) throws IOException {
        check(files.digest() == digest);
    }

    private void check(boolean same) throws IOException {
        if (!same) {
            throw new IOException("files of dataset '" + dataset.name() + "' came or went while it was listed");
        }
    }

    /** Looks for keys that come in more than one group, and for groups that are out of order. */
    private final class LinkSearch {
        private final DatasetFiles files;
        private final long from;
        private final HeldFiles held = held();
        private final NameFilter filter = new NameFilter(sizes.filterKeys());
        private final NameOrder<String> order = new NameOrder<>(2 * sizes.window(), name -> name);
        private long keys;

        /** @param from number of keys that were looked for before */
        LinkSearch(DatasetFiles files, long from) {
            this.files = files;
            this.from = from;
        }

        void run(FileGroups groups) throws IOException, InterruptedException, DefectException {
            for (var group = groups.next(); group.isPresent(); group = groups.next()) {
                boolean comesAgain = false;
                for (long key : group.get().keys()) {
                    comesAgain |= comesAgain(key) && linked.add(key);
                }
                if (isLate(group.get())) {
                    comesAgain |= linked.add(group.get().keys().iterator().next());
                }
                if (comesAgain) {
                    held.add(group.get().size());
                }
            }
        }

        private boolean comesAgain(long key) {
            long number = keys++;
            if (number >= from && filter.contains(key)) {
                return true;
            }
            if (number >= from && number < from + sizes.filterKeys()) {
                filter.add(key);
            }
            return false;
        }

        private boolean isLate(FileGroup group) {
            var names = group.files().stream().map(ListedFile::name).distinct().toList();
            if (names.stream().anyMatch(order::isLate)) {
                return true;
            }
            names.forEach(order::add);
            while (order.next().isPresent()) {
                // Only the order is of interest.
            }
            return false;
        }
    }

    /** Puts the items that were planned apart between the others. */
    private static final class Merge {
        private final Iterator<NamedItem> apart;
        private final ItemReceiver receiver;
        private @Nullable NamedItem next;

        Merge(Iterator<NamedItem> apart, ItemReceiver receiver) {
            this.apart = apart;
            this.receiver = receiver;
            advance();
        }

        void accept(NamedItem item) throws IOException, InterruptedException, DefectException {
            for (var before = next; before != null && before.isBefore(item); before = next) {
                receiver.accept(before.item());
                advance();
            }
            receiver.accept(item.item());
        }

        void end() throws IOException, InterruptedException, DefectException {
            for (var rest = next; rest != null; rest = next) {
                receiver.accept(rest.item());
                advance();
            }
        }

        private void advance() {
            next = apart.hasNext() ? apart.next() : null;
        }
    }
}
