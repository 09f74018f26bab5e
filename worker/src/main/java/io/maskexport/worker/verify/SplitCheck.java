package io.maskexport.worker.verify;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.maskexport.contracts.Manifest;
import org.jspecify.annotations.Nullable;

import static io.maskexport.worker.verify.DifferenceCode.SPLIT_LIST;

/**
 * Compares the lists of an export's sets with its items. Lists and items have the same order, so all are read once, side
 * by side.
 */
final class SplitCheck implements Closeable {
    private final DifferenceReport report;
    private final List<ReadList> lists = new ArrayList<>();

    /** A list and its next line; null at its end. Of a list with a line that is too long, only the lines before it count. */
    private final class ReadList {
        private final Manifest.SplitList list;
        private final PartInput input;
        private final BoundedLines lines;
        private @Nullable String next;
        private long count;
        private boolean isCut;

        ReadList(Manifest.SplitList list, PartInput input) throws IOException {
            this.list = list;
            this.input = input;
            lines = new BoundedLines(input);
            next = nextLine();
        }

        void advance() throws IOException {
            count++;
            next = nextLine();
        }

        private @Nullable String nextLine() throws IOException {
            try {
                return lines.nextText();
            } catch (BoundedLines.LongLineException e) {
                report.differs(SPLIT_LIST, list.list().key(), String.valueOf(e.getMessage()));
                isCut = true;
                return null;
            }
        }
    }

    private SplitCheck(DifferenceReport report) {
        this.report = report;
    }

    /** Opens the lists that the manifest names. */
    static SplitCheck open(DifferenceReport report, ExportFolder folder, Map<String, ExportFolder.FolderEntry> entries,
            Manifest manifest, Manifest.ExportContent content) throws IOException {
        var check = new SplitCheck(report);
        try {
            check.open(folder, entries, content);
        } catch (IOException | RuntimeException e) {
            try (check) {
                throw e;
            }
        }
        var request = manifest.request();
        if (request != null) {
            var split = request.split();
            var wanted = split == null ? List.of() : split.sets().stream().map(set -> set.name()).toList();
            report.compare(SPLIT_LIST, "splits", wanted, content.splits().stream().map(set -> set.name()).toList());
        }
        return check;
    }

    private void open(ExportFolder folder, Map<String, ExportFolder.FolderEntry> entries,
            Manifest.ExportContent content) throws IOException {
        for (var list : content.splits()) {
            var pointer = list.list();
            var entry = entries.get(pointer.fileName());
            if (entry == null || !folder.holds(pointer.bucket(), pointer.key())) {
                report.differs(SPLIT_LIST, pointer.key(), "is missing");
            } else {
                lists.add(new ReadList(list, new PartInput(folder.open(entry))));
            }
        }
    }

    /** The next item of the archive. */
    void item(String path) throws IOException {
        for (var list : lists) {
            if (path.equals(list.next)) {
                list.advance();
            }
        }
    }

    /** @param set of the item, as its part's index says; null for none */
    void item(String path, @Nullable String set) throws IOException {
        for (var list : lists) {
            boolean isListed = path.equals(list.next);
            if (!list.isCut && isListed != list.list.name().equals(set)) {
                report.differs(SPLIT_LIST, path, (isListed ? "is in " : "is not the next item of ")
                        + list.list.list().key() + "; the index says " + (set == null ? "no set" : set));
            }
            if (isListed) {
                list.advance();
            }
        }
    }

    /**
     * All parts have been read.
     *
     * @param isExact whether every item of the archive was named
     */
    void finish(boolean isExact) throws IOException {
        for (var read : lists) {
            var key = read.list.list().key();
            if (isExact && read.next != null) {
                report.differs(SPLIT_LIST, key, "line %d, '%s', is not the next item of the archive"
                        .formatted(read.count + 1, read.next));
            }
            while (read.next != null) {
                read.advance();
            }
            if (!read.isCut) {
                read.input.drain();
                report.compare(SPLIT_LIST, key, read.list.items(), read.count);
                report.compare(SPLIT_LIST, key, read.list.list().sha256(), read.input.sha256());
            }
        }
    }

    /** Why a list could not be read, if one could not. */
    Optional<IOException> failure() {
        return lists.stream().flatMap(list -> list.input.failure().stream()).findFirst();
    }

    @Override
    public void close() throws IOException {
        for (var list : lists) {
            list.input.close();
        }
    }
}
