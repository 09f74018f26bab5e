package io.maskexport.export;

import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;

import io.maskexport.archive.CodePointOrder;
import org.jspecify.annotations.Nullable;

/** Sorts by name what is nearly in order, with a bounded number in memory. */
final class NameOrder<T> {
    private final int capacity;
    private final Function<T, String> name;
    private final PriorityQueue<T> waiting;
    private @Nullable String last;

    /** @param capacity how many wait until the first goes on */
    NameOrder(int capacity, Function<T, String> name) {
        this.capacity = capacity;
        this.name = name;
        waiting = new PriorityQueue<>(Comparator.comparing(name, CodePointOrder.STRINGS));
    }

    /** Whether one with a greater name, or with this name, went on already. */
    boolean isLate(String wanted) {
        return last != null && CodePointOrder.STRINGS.compare(wanted, last) <= 0;
    }

    void add(T value) {
        waiting.add(value);
    }

    /** The one that goes on as too many wait; empty if it may still be too early. */
    Optional<T> next() {
        return waiting.size() > capacity ? rest() : Optional.empty();
    }

    /** The first of those that wait. */
    Optional<T> rest() {
        var first = Optional.ofNullable(waiting.poll());
        first.ifPresent(value -> last = name.apply(value));
        return first;
    }
}
