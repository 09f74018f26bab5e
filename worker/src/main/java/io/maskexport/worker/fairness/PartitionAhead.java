package io.maskexport.worker.fairness;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What was read of one partition ahead of the records that are delivered: tenant and time of each, by offset. */
final class PartitionAhead {
    /** Records read ahead: as many as a share group may have in flight. */
    static final int MOST = 4_000;

    private final TreeMap<Long, QueuedRecord> records = new TreeMap<>();
    private long next;

    /** Forgets everything up to a delivered record. Records behind it are waiting, because a queue keeps its order. */
    void delivered(long offset) {
        records.headMap(offset, true).clear();
        next = Math.max(next, offset + 1);
    }

    void add(long offset, QueuedRecord record) {
        records.put(offset, record);
        next = Math.max(next, offset + 1);
    }

    /** Goes on reading behind an offset that holds no record. */
    void skipTo(long offset) {
        next = Math.max(next, offset);
    }

    /** The offset to read next. */
    long next() {
        return next;
    }

    boolean isFull() {
        return records.size() >= MOST;
    }

    /** The offset of the first due record of each tenant. */
    Map<String, Long> firstDue(Instant now) {
        var first = new LinkedHashMap<String, Long>();
        records.forEach((offset, record) -> {
            if (!record.notBefore().isAfter(now)) {
                first.putIfAbsent(record.tenant(), offset);
            }
        });
        return first;
    }
}
