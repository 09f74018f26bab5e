package io.maskexport.geometry;

import java.util.Arrays;
import java.util.concurrent.CancellationException;

/**
 * Collects runs in any order, overlapping or not, and builds {@link Spans} of their union. Runs are linked in a list
 * for each row; a row's list, usually short, is sorted and merged. When many are pending, they are merged early, so
 * that memory depends on the union and not on what was added. Reusable; not thread-safe.
 */
public final class SpanBuilder {
    /** Rows with up to this many runs use insertion sort. */
    private static final int FEW = 16;
    private static final int SMALL = 1024;
    /** Number of runs that may be pending before a merge. */
    private static final int PENDING = 1 << 18;
    /** Or this fraction of the merged runs, because each merge may process many of them again. */
    private static final int PENDING_SHARE = 4;

    private long[] runs = new long[SMALL];
    /** For each run, the previously added run of its row, and for each row, the last one; 0 is none. */
    private int[] previous = new int[SMALL];
    private int[] last = new int[256];
    private int count;
    private int top = Integer.MAX_VALUE;
    private int bottom = -1;

    private final SpanWriter merged = new SpanWriter();
    private long limit = Long.MAX_VALUE;
    private long[] row = new long[FEW];
    /** Already merged runs in rows with new ones, and the next of them. */
    private Spans again = Spans.EMPTY;
    private int nextAgain;

    /** Limits the runs of a union; beyond the limit, {@link #add} or {@link #build} throws. */
    public void limit(long runs) {
        limit = runs;
    }

    /** Removes all runs. */
    public void clear() {
        forgetPending();
        merged.clear();
        if (runs.length > PENDING) {
            runs = new long[SMALL];
            previous = new int[SMALL];
        }
        if (row.length > PENDING) {
            row = new long[FEW];
        }
    }

    private void forgetPending() {
        if (count > 0) {
            Arrays.fill(last, top, bottom + 1, 0);
        }
        count = 0;
        top = Integer.MAX_VALUE;
        bottom = -1;
        again = Spans.EMPTY;
        nextAgain = 0;
    }

    public boolean isEmpty() {
        return count == 0 && merged.count() == 0;
    }

    /**
     * Adds columns {@code from} to {@code to - 1} of row {@code y}; all within 0 to {@link Spans#MAX_COORDINATE}.
     *
     * @throws RunLimitException if the union exceeds the limit; the builder is then empty
     * @throws CancellationException if the thread was interrupted; the builder is then empty
     */
    public void add(int y, int from, int to) {
        if (y >= last.length) {
            last = Arrays.copyOf(last, y + y / 2 + 1);
        }
        if (count + 1 == runs.length) {
            makeRoom();
        }
        count++;
        runs[count] = Spans.pack(y, from, to);
        previous[count] = last[y];
        last[y] = count;
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
    }

    private void makeRoom() {
        boolean hopeful = runs.length / 2 <= limit;
        if (hopeful && runs.length < Math.max(PENDING, merged.count() / PENDING_SHARE)) {
            runs = Arrays.copyOf(runs, 2 * runs.length);
            previous = Arrays.copyOf(previous, 2 * previous.length);
        } else {
            merge();
        }
    }

    public void addAll(Spans spans) {
        for (int i = 0; i < spans.count(); i++) {
            long run = spans.run(i);
            add(Spans.y(run), Spans.from(run), Spans.to(run));
        }
    }

    /**
     * The union of all runs added since the last {@link #clear}; clears the builder.
     *
     * @throws RunLimitException if it exceeds the limit
     */
    public Spans build() {
        if (count > 0) {
            merge();
        }
        var union = merged.build();
        clear();
        return union;
    }

    /** Merges pending runs into the merged ones; rows above the first pending run stay unchanged. */
    private void merge() {
        if (Thread.currentThread().isInterrupted()) {
            clear();
            throw new CancellationException();
        }
        again = merged.takeFrom(top);
        nextAgain = 0;
        for (int y = top; y <= bottom; y++) {
            mergeRow(y);
        }
        while (nextAgain < again.count()) {
            merged.append(again.run(nextAgain++));
        }
        forgetPending();
        if (merged.count() > limit) {
            clear();
            throw new RunLimitException(limit);
        }
    }

    private void mergeRow(int y) {
        int size = sortRow(y);
        if (size == 0) {
            return;
        }
        long run = row[0];
        for (int i = 1; i < size; i++) {
            long next = row[i];
            if (Spans.from(next) > Spans.to(run)) {
                merged.append(run);
                run = next;
            } else {
                run += Math.max(0, Spans.to(next) - Spans.to(run));
            }
        }
        merged.append(run);
    }

    /** Sorts the runs of a row; returns their number. */
    private int sortRow(int y) {
        int size = 0;
        for (int i = last[y]; i != 0; i = previous[i]) {
            size = put(runs[i], size);
        }
        while (nextAgain < again.count() && Spans.y(again.run(nextAgain)) == y) {
            size = put(again.run(nextAgain++), size);
        }
        if (size > FEW) {
            Arrays.sort(row, 0, size);
        }
        return size;
    }

    private int put(long run, int size) {
        if (size == row.length) {
            row = Arrays.copyOf(row, 2 * size);
        }
        row[size] = run;
        if (size < FEW) {
            sink(size);
        }
        return size + 1;
    }

    /**
     * Moves the last of {@code size} runs to its place, without a branch on that place, which no processor could
     * predict.
     */
    private void sink(int size) {
        long run = row[size];
        for (int i = 0; i < size; i++) {
            long other = row[i];
            row[i] = Math.min(run, other);
            run = Math.max(run, other);
        }
        row[size] = run;
    }
}
