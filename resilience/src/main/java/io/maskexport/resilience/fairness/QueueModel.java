package io.maskexport.resilience.fairness;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;

import io.maskexport.worker.fairness.TenantTurns;
import org.jspecify.annotations.Nullable;

/**
 * A discrete-event model of a topic with one partition and the slots that take from it. Times are in request times: each request
 * takes one. A record passed over goes to the end, which takes its own time; a record is delivered at most a window behind the
 * oldest unfinished one. Workers know only their own turns.
 */
final class QueueModel {
    /** Records behind the oldest unfinished one that a share group delivers. */
    static final int WINDOW = 4_000;
    private static final int BLIND_LOOK = 100;

    private final QueuePolicy policy;
    private final double passing;
    private final Deque<QueuedRequest> queue = new ArrayDeque<>();
    private final PriorityQueue<Slot> slots = new PriorityQueue<>(
            Comparator.<Slot>comparingDouble(slot -> slot.freeAt).thenComparingInt(slot -> slot.number));
    private final List<Start> starts = new ArrayList<>();
    private final Set<Long> unfinished = new HashSet<>();
    private final int holdable;
    private long end;
    private long copies;

    /** A record with its offset, and its position when it was sent. */
    private record QueuedRequest(String tenant, int number, long offset) {}

    /** A request that began. */
    record Start(String tenant, int number, double at) {}

    /** Takes one request at a time. The slots of a worker share its turns. */
    private static final class Slot {
        final int number;
        final TenantTurns turns;
        final Deque<QueuedRequest> held = new ArrayDeque<>();
        double freeAt;
        long runs = -1;

        Slot(int number, TenantTurns turns) {
            this.number = number;
            this.turns = turns;
        }
    }

    /**
     * @param passing time to pass a record over, in request times
     */
    QueueModel(QueuePolicy policy, int workers, int slotsEach, double passing) {
        this.policy = policy;
        this.passing = passing;
        holdable = WINDOW / (workers * slotsEach);
        for (int worker = 0; worker < workers; worker++) {
            var turns = new TenantTurns(worker);
            for (int slot = 0; slot < slotsEach; slot++) {
                slots.add(new Slot(worker * slotsEach + slot, turns));
            }
        }
    }

    void send(String tenant, int requests) {
        for (int i = 0; i < requests; i++) {
            add(tenant, i);
        }
    }

    private void add(String tenant, int number) {
        queue.add(new QueuedRequest(tenant, number, end++));
    }

    /** Runs until everything has begun. */
    QueueModel run() {
        while (!queue.isEmpty() || slots.stream().anyMatch(slot -> !slot.held.isEmpty())) {
            var slot = slots.remove();
            unfinished.remove(slot.runs);
            slot.runs = -1;
            var taken = take(slot);
            if (taken == null) {
                slot.freeAt = slots.stream().mapToDouble(other -> other.freeAt).filter(at -> at > slot.freeAt).min()
                        .orElse(slot.freeAt + 1);
            } else {
                starts.add(new Start(taken.tenant, taken.number, slot.freeAt));
                slot.runs = taken.offset;
                unfinished.add(taken.offset);
                slot.freeAt += 1;
            }
            slots.add(slot);
        }
        return this;
    }

    private @Nullable QueuedRequest take(Slot slot) {
        return switch (policy) {
            case FIFO -> queue.poll();
            case PASS_BLINDLY -> takePassing(slot, BLIND_LOOK, false);
            case LOOK_AHEAD -> takePassing(slot, Integer.MAX_VALUE, true);
            case HOLD_BACK -> takeHeld(slot);
        };
    }

    private @Nullable QueuedRequest takePassing(Slot slot, int most, boolean known) {
        for (int passed = 0;; passed++) {
            var next = queue.peek();
            if (next == null || next.offset >= oldest() + WINDOW) {
                return null;
            }
            queue.remove();
            var others = known ? reachable() : Set.of("anybody else");
            if (slot.turns.take(next.tenant, passed < most ? others : Set.of())) {
                return next;
            }
            add(next.tenant, next.number);
            copies++;
            slot.freeAt += passing;
        }
    }

    private Set<String> reachable() {
        long reach = oldest() + WINDOW * 3L / 4;
        return queue.stream().takeWhile(record -> record.offset <= reach).map(QueuedRequest::tenant)
                .collect(Collectors.toSet());
    }

    private @Nullable QueuedRequest takeHeld(Slot slot) {
        while (slot.held.size() < holdable && !queue.isEmpty() && queue.peek().offset < oldest() + WINDOW) {
            var next = queue.remove();
            unfinished.add(next.offset);
            slot.held.add(next);
        }
        var tenants = slot.held.stream().map(QueuedRequest::tenant).collect(Collectors.toSet());
        for (var record : slot.held) {
            if (slot.turns.take(record.tenant, tenants)) {
                slot.held.remove(record);
                return record;
            }
        }
        return null;
    }

    private long oldest() {
        long first = queue.isEmpty() ? end : queue.peek().offset;
        return unfinished.stream().mapToLong(Long::longValue).min().stream().map(running -> Math.min(running, first))
                .findFirst().orElse(first);
    }

    /** When the first request of a tenant began. */
    double began(String tenant) {
        return starts.stream().filter(start -> start.tenant.equals(tenant)).mapToDouble(Start::at).min().orElseThrow();
    }

    /** When the last request of all began. */
    double lastBegan() {
        return starts.stream().mapToDouble(Start::at).max().orElseThrow();
    }

    /** Records sent anew. */
    long copies() {
        return copies;
    }

    /** Requests of a tenant that began before an earlier one of it. */
    long outOfOrder(String tenant) {
        long count = 0;
        int latest = -1;
        for (var start : starts) {
            if (start.tenant.equals(tenant)) {
                count += start.number < latest ? 1 : 0;
                latest = Math.max(latest, start.number);
            }
        }
        return count;
    }

    int begun() {
        return starts.size();
    }
}
