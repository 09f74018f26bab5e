package io.maskexport.worker.follow;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.ExportEvent;
import io.maskexport.contracts.ExportRejected;
import io.maskexport.contracts.PartCompleted;
import io.maskexport.worker.client.EventFeed;
import io.maskexport.worker.failure.Failure;

/**
 * The events of an export, which takes the parts that they announce. An announced part is in the bucket, but belongs to the
 * result only if the manifest lists it: an attempt that dies leaves parts that the next one may make differently. So a part
 * that cannot be taken is no failure before the end.
 */
public final class PartFeed implements EventFeed {
    private final EventFeed live;
    private final FollowedExport export;
    private final PartListener listener;
    private final SequencedMap<String, ArchivePart> waiting = new LinkedHashMap<>();
    private List<ExportEvent> history;
    private boolean begun;

    /** Observes parts. */
    public interface PartListener {
        /** A part was unpacked. */
        void taken(ArchivePart part);

        /** A part cannot be taken now; the manifest will tell whether it is one. */
        void left(ArchivePart part, String reason);
    }

    /**
     * Follows an export.
     *
     * @param history what was told of it before
     * @param live what is told from then on
     */
    public PartFeed(List<ExportEvent> history, EventFeed live, FollowedExport export, PartListener listener) {
        this.live = live;
        this.export = export;
        this.listener = listener;
        this.begun = history.stream().anyMatch(event -> !(event instanceof ExportRejected));
        this.history = List.copyOf(history);
    }

    @Override
    public List<ExportEvent> poll(Duration wait) throws IOException {
        var events = new ArrayList<ExportEvent>();
        for (var event : history.isEmpty() ? live.poll(waiting.isEmpty() ? wait : Duration.ZERO) : history) {
            begun |= !(event instanceof ExportRejected);
            if (event instanceof ExportRejected && begun) {
                continue; // It answers another request with this id, before or after this one.
            }
            events.add(event);
            if (event instanceof PartCompleted(var _, var part)) {
                waiting.remove(part.fileName());
                waiting.put(part.fileName(), part);
            }
        }
        history = List.of();
        if (events.stream().anyMatch(ExportEvent::endsRequest)) {
            waiting.clear();
        }
        takeNext();
        return events;
    }

    private void takeNext() throws IOException {
        var next = waiting.pollFirstEntry();
        if (next == null) {
            return;
        }
        var part = next.getValue();
        try {
            if (export.take(part)) {
                listener.taken(part);
            }
        } catch (DifferenceException e) {
            listener.left(part, e.difference().toString());
        } catch (Failure.Transient | Failure.DependencyDown | Failure.Ambiguous e) {
            listener.left(part, String.valueOf(e.getMessage()));
        }
    }
}
