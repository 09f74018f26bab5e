package io.maskexport.worker.client;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import io.maskexport.contracts.ExportCancelled;
import io.maskexport.contracts.ExportEvent;
import io.maskexport.contracts.ExportPlanned;
import io.maskexport.contracts.ExportProgressed;
import io.maskexport.contracts.ExportRejected;
import io.maskexport.contracts.ObjectPointer;
import io.maskexport.contracts.ReasonCode;
import io.maskexport.worker.client.ExportFollower.WaitLimits;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExportFollowerTest {
    private static final ExportEvent CANCELLED = new ExportCancelled("a1", new ObjectPointer("b", "k", "s"));
    private static final WaitLimits LONG = new WaitLimits(Duration.ofMinutes(1), Duration.ofMinutes(1));

    private final List<String> told = new ArrayList<>();
    private final ExportFollower.ExportWatcher watcher = new ExportFollower.ExportWatcher() {
        @Override
        public void came(ExportEvent event) {
            told.add(event.getClass().getSimpleName());
        }

        @Override
        public void progressed(long done, long items) {
            told.add(done + "/" + items);
        }
    };

    /** A feed with these events for each poll, and none afterwards. */
    private static EventFeed feed(List<List<ExportEvent>> polls) {
        Queue<List<ExportEvent>> left = new ArrayDeque<>(polls);
        return _ -> left.isEmpty() ? List.of() : left.remove();
    }

    @Test
    void the_largest_count_of_each_task_is_what_is_done() throws IOException {
        var last = new ExportFollower(feed(List.of(List.of(new ExportPlanned("a1", 30, 2)), List.of(),
                List.of(new ExportProgressed("a1", 1, 7, 10), new ExportProgressed("a1", 2, 5, 20),
                        new ExportProgressed("a1", 1, 3, 10)),
                List.of(CANCELLED))), watcher).last(LONG);

        assertThat(last).contains(CANCELLED);
        assertThat(told).containsExactly("ExportPlanned", "0/30", "ExportProgressed", "7/30", "ExportProgressed",
                "12/30", "ExportProgressed", "12/30", "ExportCancelled");
    }

    @Test
    void nothing_is_read_behind_the_last_event() throws IOException {
        var rejected = new ExportRejected("a1", ReasonCode.REQUEST_ID_CONFLICT, "", List.of());

        assertThat(new ExportFollower(feed(List.of(List.of(rejected, CANCELLED))), watcher).last(LONG))
                .contains(rejected);
        assertThat(told).containsExactly("ExportRejected");
    }

    @Test
    void it_ends_when_the_time_is_over() throws IOException {
        assertThat(new ExportFollower(feed(List.of()), watcher).last(new WaitLimits(Duration.ZERO, LONG.lastEvent())))
                .isEmpty();
        assertThat(new ExportFollower(feed(List.of()), watcher).last(new WaitLimits(LONG.firstEvent(), Duration.ZERO)))
                .isEmpty();
    }

    @Test
    void the_limit_for_the_first_event_does_not_matter_after_it() throws IOException {
        var polls = List.of(List.<ExportEvent>of(new ExportPlanned("a1", 30, 2)), List.<ExportEvent>of(),
                List.of(CANCELLED));

        assertThat(new ExportFollower(feed(polls), watcher).last(new WaitLimits(Duration.ZERO, LONG.lastEvent())))
                .contains(CANCELLED);
    }
}
