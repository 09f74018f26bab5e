package io.maskexport.worker.verify;

import java.io.Closeable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.maskexport.contracts.DeltaItem;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.ObjectPointer;
import org.jspecify.annotations.Nullable;

import static io.maskexport.worker.verify.DifferenceCode.REFERENCE;

/**
 * Follows the references of a delta: reads each part that holds an unchanged item once, and its index beside the references.
 * The items of one export come in the order of its parts, so one index of each export is open at a time.
 */
final class ReferenceCheck implements Closeable {
    /** Exports of a chain that are read side by side. Of a longer one, indexes are read again from their beginnings. */
    private static final int OPEN_INDEXES = 64;

    private final DifferenceReport report;
    private final ExportFolder folder;
    private final SeenPaths checked = new SeenPaths();
    private final SequencedMap<String, OpenIndex> indexes = new LinkedHashMap<>(16, 0.75f, true);

    ReferenceCheck(DifferenceReport report, ExportFolder folder) {
        this.report = report;
        this.folder = folder;
    }

    /** The index of a part, read up to some item. */
    private record OpenIndex(ObjectPointer part, @Nullable BoundedLines lines) implements Closeable {
        @Nullable
        IndexLine find(String item) throws IOException {
            if (lines == null) {
                return null;
            }
            for (var text = lines.next(); text != null; text = lines.next()) {
                var line = JsonRecords.read(text, IndexLine.class);
                if (line.item().equals(item)) {
                    return line;
                }
            }
            return null;
        }

        @Override
        public void close() throws IOException {
            if (lines != null) {
                lines.close();
            }
        }
    }

    /** Checks the next unchanged item. */
    void check(DeltaItem item) throws IOException {
        var part = item.part();
        if (checked.add(part.bucket() + "/" + part.key() + "/" + part.sha256())) {
            checkPart(part);
        }
        var indexed = find(item);
        if (indexed == null) {
            return;
        }
        report.compare(REFERENCE, item.item(), item.inputs(), indexed.inputs());
        var files = new TreeSet<>(item.files());
        if (!files.equals(indexed.files())) {
            report.differs(REFERENCE, item.item(), firstDifference(files, indexed.files()));
        }
    }

    private static String firstDifference(SortedSet<String> listed, SortedSet<String> indexed) {
        var one = new TreeSet<>(listed);
        one.removeAll(indexed);
        if (!one.isEmpty()) {
            return one.first() + " is not in its index";
        }
        var other = new TreeSet<>(indexed);
        other.removeAll(listed);
        return other.first() + " is in its index, and not in the list";
    }

    /** What an index says of an item. */
    private record IndexedItem(String inputs, SortedSet<String> files) {
        static IndexedItem of(IndexLine line) throws IOException {
            return new IndexedItem(String.valueOf(line.inputs()), new TreeSet<>(line.members().keySet()));
        }
    }

    private void checkPart(ObjectPointer part) throws IOException {
        var content = folder.elsewhere(part.bucket(), part.key());
        if (content.isEmpty()) {
            report.differs(REFERENCE, part.key(), "is missing in " + part.bucket());
            return;
        }
        try (var input = new PartInput(content.get())) {
            input.drain();
            report.compare(REFERENCE, part.key(), part.sha256(), input.sha256());
        }
    }

    /** The item in its index; null if it is not there, which is reported. */
    private @Nullable IndexedItem find(DeltaItem item) throws IOException {
        var index = index(item.part());
        var reason = "";
        try {
            var line = index.find(item.item());
            if (line != null) {
                return IndexedItem.of(line);
            }
        } catch (BoundedLines.LongLineException e) {
            reason = ": its " + e.getMessage();
        } catch (JsonProcessingException _) {
            // As if the index had no such line.
        }
        report.differs(REFERENCE, item.item(), "is not in the index of " + item.part().key() + reason);
        return null;
    }

    private OpenIndex index(ObjectPointer part) throws IOException {
        var export = part.bucket() + "/" + part.key().substring(0, part.key().length() - part.fileName().length());
        var open = indexes.get(export);
        if (open != null && open.part().equals(part)) {
            return open;
        }
        if (open != null) {
            open.close();
        } else if (indexes.size() == OPEN_INDEXES) {
            indexes.pollFirstEntry().getValue().close();
        }
        var key = part.key().replaceFirst("\\.tar(\\.[0-9]+)?$", "$1.items.ndjson");
        var lines = folder.elsewhere(part.bucket(), key).map(BoundedLines::new);
        var next = new OpenIndex(part, lines.orElse(null));
        indexes.put(export, next);
        return next;
    }

    @Override
    public void close() throws IOException {
        for (var index : indexes.values()) {
            index.close();
        }
    }
}
