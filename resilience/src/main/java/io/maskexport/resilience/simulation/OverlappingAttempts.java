package io.maskexport.resilience.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Counts the request records that two attempts processed at the same time: the broker forgot or ended the lock of the first
 * one, or its repetition was sent twice.
 */
final class OverlappingAttempts {
    private final Map<String, Integer> running = new HashMap<>();
    private final Set<String> overlapped = new HashSet<>();

    /** An attempt at a record begins. */
    void begin(String record) {
        if (running.merge(record, 1, Integer::sum) > 1) {
            overlapped.add(record);
        }
    }

    /** An attempt at a record ends, or dies with its process. */
    void end(String record) {
        running.merge(record, -1, Integer::sum);
    }

    /** Number of records with overlapping attempts so far. */
    int records() {
        return overlapped.size();
    }
}
