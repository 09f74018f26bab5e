package io.maskexport.worker.plan;

import java.io.IOException;
import java.time.Instant;
import java.util.BitSet;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

import io.maskexport.worker.bucket.ObjectInfo;
import org.jspecify.annotations.Nullable;

/**
 * How far an export has come, from its records.
 *
 * @param items in finished tasks, and in finished parts of other tasks
 * @param tasks finished tasks
 * @param parts finished parts
 * @param last when the last of these records was written, in ISO 8601; null if there is none
 */
public record RecordedProgress(long items, int tasks, int parts, @Nullable String last) {
    /** The number of the last part of a task, by task; and what all records have in common. */
    private static final class Records {
        private final BitSet finished = new BitSet();
        private final Map<Integer, Integer> lastPart = new TreeMap<>();
        private Instant last = Instant.MIN;
        private int parts;
    }

    /** Reads the last part of a task. */
    interface PartReader {
        PartRecord read(int task, int number) throws IOException;
    }

    static RecordedProgress of(Plan plan, Iterator<ObjectInfo> tasks, Iterator<ObjectInfo> parts, PartReader reader)
            throws IOException {
        var found = new Records();
        tasks.forEachRemaining(record -> {
            found.finished.set(number(record, 1));
            note(found, record);
        });
        parts.forEachRemaining(record -> {
            found.lastPart.merge(number(record, 2), number(record, 1), Math::max);
            found.parts++;
            note(found, record);
        });
        long items = 0;
        for (int task = 1; task <= plan.tasks(); task++) {
            var part = found.lastPart.get(task);
            items += found.finished.get(task) ? plan.itemsOf(task) : part == null ? 0 : reader.read(task, part).next();
        }
        return new RecordedProgress(items, found.finished.cardinality(), found.parts,
                found.last.equals(Instant.MIN) ? null : found.last.toString());
    }

    private static void note(Records found, ObjectInfo record) {
        found.last = record.modified().isAfter(found.last) ? record.modified() : found.last;
    }

    /** The number in the path of a record. */
    private static int number(ObjectInfo record, int segmentFromEnd) {
        var segments = record.ref().key().split("/");
        var segment = segments[segments.length - segmentFromEnd];
        int end = segment.indexOf('.');
        return Integer.parseInt(end < 0 ? segment : segment.substring(0, end));
    }
}
