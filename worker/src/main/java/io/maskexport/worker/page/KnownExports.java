package io.maskexport.worker.page;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.maskexport.worker.status.ExportState;
import io.maskexport.worker.status.ExportStatus;
import io.maskexport.worker.status.ExportStatusReader;

/**
 * The exports of an installation, read again only when somebody looks and some time has passed. An export that ended is
 * read once, so that ended ones do not keep those under way from being read.
 */
final class KnownExports {
    /** Exports that are read each time: each costs a few requests to the bucket. */
    static final int MOST_READ = 300;
    /** Ended exports whose status is kept in memory, about 1 kB each. */
    private static final int MOST_KEPT = 5_000;
    /** Ended exports that are shown. */
    static final int MOST_SHOWN = 300;
    private static final Duration FRESH = Duration.ofSeconds(3);
    private static final Comparator<ExportStatus> LAST_FIRST = Comparator
            .comparing((ExportStatus export) -> Optional.ofNullable(export.lastRecord()).orElse("")).reversed();

    private final ExportStatusReader reader;
    private final InstantSource clock;
    private Map<String, ExportStatus> ended = new HashMap<>();
    private Instant read = Instant.MIN;
    private ExportLists lists = new ExportLists(List.of(), List.of(), 0);

    /**
     * Exports by their state.
     *
     * @param more exports that are in neither list
     */
    record ExportLists(List<ExportStatus> running, List<ExportStatus> ended, int more) {}

    KnownExports(ExportStatusReader reader, InstantSource clock) {
        this.reader = reader;
        this.clock = clock;
    }

    synchronized ExportLists lists() throws IOException {
        if (clock.instant().isAfter(read.plus(FRESH))) {
            lists = readAll();
            read = clock.instant();
        }
        return lists;
    }

    private ExportLists readAll() throws IOException {
        var running = new ArrayList<ExportStatus>();
        Map<String, ExportStatus> over = new HashMap<>();
        int more = 0;
        int reads = 0;
        for (var ids = reader.recordedIds(); ids.hasNext();) {
            var id = ids.next();
            var known = ended.get(id);
            if (known == null && reads == MOST_READ) {
                more++;
                continue;
            }
            reads += known == null ? 1 : 0;
            var export = known == null ? reader.of(id, Optional.empty()) : known;
            if (!isOver(export.state())) {
                running.add(export);
            } else if (over.size() < MOST_KEPT) {
                over.put(id, export);
            } else {
                more++;
            }
        }
        ended = over;
        var shown = over.values().stream().sorted(LAST_FIRST).limit(MOST_SHOWN).toList();
        return new ExportLists(running, shown, more + over.size() - shown.size());
    }

    private static boolean isOver(ExportState state) {
        return switch (state) {
            case COMPLETED, FAILED, CANCELLED, PLANNED -> true;
            case UNKNOWN, TAKEN, RUNNING, OTHER_VERSION -> false;
        };
    }
}
