package io.maskexport.worker.verify;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.maskexport.contracts.DeltaItem;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.ObjectPointer;
import org.jspecify.annotations.Nullable;

import static io.maskexport.worker.verify.DifferenceCode.REFERENCE;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Follows the references of a delta: reads each part that holds an unchanged item once, and its index beside the references.
 * The items of one export come in the order of its parts, so one index of each export is open at a time.
 */
final class ReferenceCheck implements Closeable {
    private final DifferenceReport report;
    private final ExportFolder folder;
    private final Set<ObjectPointer> checked = new HashSet<>();
    private final Map<String, OpenIndex> indexes = new HashMap<>();

    ReferenceCheck(DifferenceReport report, ExportFolder folder) {
        this.report = report;
        this.folder = folder;
    }

    /** The index of a part, read up to some item. */
    private record OpenIndex(ObjectPointer part, @Nullable BufferedReader lines) implements Closeable {
        @Nullable
        IndexLine find(String item) throws IOException {
            if (lines == null) {
                return null;
            }
            for (var text = lines.readLine(); text != null; text = lines.readLine()) {
                var line = JsonRecords.read(text.getBytes(UTF_8), IndexLine.class);
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
        if (checked.add(item.part())) {
            checkPart(item.part());
        }
        var indexed = find(item);
        if (indexed == null) {
            report.differs(REFERENCE, item.item(), "is not in the index of " + item.part().key());
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

    private @Nullable IndexedItem find(DeltaItem item) throws IOException {
        try {
            var line = index(item.part()).find(item.item());
            return line == null ? null : IndexedItem.of(line);
        } catch (JsonProcessingException _) {
            return null;
        }
    }

    private OpenIndex index(ObjectPointer part) throws IOException {
        var export = part.bucket() + "/" + part.key().substring(0, part.key().length() - part.fileName().length());
        var open = indexes.get(export);
        if (open != null && open.part().equals(part)) {
            return open;
        }
        if (open != null) {
            open.close();
        }
        var key = part.key().replaceFirst("\\.tar(\\.[0-9]+)?$", "$1.items.ndjson");
        var lines = folder.elsewhere(part.bucket(), key)
                .map(in -> new BufferedReader(new InputStreamReader(in, UTF_8)));
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
