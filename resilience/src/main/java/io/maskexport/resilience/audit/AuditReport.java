package io.maskexport.resilience.audit;

import java.util.List;
import java.util.SortedMap;

/**
 * What an audit found.
 *
 * @param endings how many requests ended in which way; {@code given up} are those that failed because workers died of them
 * @param terminalEvents records of last events, repetitions included
 * @param repeated those that repeat another one, byte for byte
 * @param read how much of archives was read
 */
public record AuditReport(List<Violation> violations, SortedMap<String, Integer> endings, int terminalEvents,
        int repeated,
        AuditedSize read) {

    /**
     * How much was read.
     *
     * @param members files in all parts
     * @param bytes of all parts
     */
    public record AuditedSize(long parts, long members, long bytes) {
        AuditedSize plus(AuditedSize more) {
            return new AuditedSize(parts + more.parts, members + more.members, bytes + more.bytes);
        }
    }
}
