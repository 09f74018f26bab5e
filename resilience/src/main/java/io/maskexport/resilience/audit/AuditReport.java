package io.maskexport.resilience.audit;

import java.util.List;
import java.util.SortedMap;

/**
 * The result of an audit.
 *
 * @param endings number of requests for each ending; {@code given up} are those that failed because workers died of
 * them
 * @param terminalEvents records of last events, repetitions included
 * @param repeated last events that repeat an earlier one byte for byte
 * @param read how much was read of archives
 */
public record AuditReport(List<Violation> violations, SortedMap<String, Integer> endings, int terminalEvents,
        int repeated,
        AuditedSize read) {

    /**
     * How much was read.
     *
     * @param members files in all parts
     * @param bytes total size of all parts
     */
    public record AuditedSize(long parts, long members, long bytes) {
        AuditedSize plus(AuditedSize more) {
            return new AuditedSize(parts + more.parts, members + more.members, bytes + more.bytes);
        }
    }
}
