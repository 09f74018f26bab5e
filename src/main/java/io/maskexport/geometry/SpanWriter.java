package io.maskexport.geometry;

import java.util.Arrays;

/**
 * Builds {@link Spans} from runs in drawing order: rows ascend, and the runs of a row ascend and neither overlap nor
 * touch. Writes into pages that are never copied, so that a large set needs no more memory than its result. Reusable.
 */
public final class SpanWriter {
    private static final int SMALL = 64;

    private long[][] pages = new long[4][];
    private int full;
    private long[] page = new long[SMALL];
    private int used;

    /** Appends columns {@code from} to {@code to - 1} of row {@code y}, after all earlier runs. */
    public void append(int y, int from, int to) {
        append(Spans.pack(y, from, to));
    }

    void append(long run) {
        if (used == page.length) {
            makeRoom();
        }
        page[used++] = run;
    }

    private void makeRoom() {
        if (page.length < Spans.PAGE) {
            page = Arrays.copyOf(page, Math.min(2 * page.length, Spans.PAGE));
            return;
        }
        if (full == pages.length) {
            pages = Arrays.copyOf(pages, 2 * full);
        }
        pages[full++] = page;
        page = new long[Spans.PAGE];
        used = 0;
    }

    /** Number of runs added. */
    public int count() {
        return full * Spans.PAGE + used;
    }

    /** Removes and returns the runs of row {@code y} and those below it. */
    Spans takeFrom(int y) {
        int first = count();
        while (first > 0 && Spans.y(run(first - 1)) >= y) {
            first--;
        }
        if (first == count()) {
            return Spans.EMPTY;
        }
        var taken = new SpanWriter();
        for (int i = first; i < count(); i++) {
            taken.append(run(i));
        }
        cut(first);
        return taken.build();
    }

    private long run(int i) {
        int number = i >>> Spans.PAGE_BITS;
        return (number < full ? pages[number] : page)[i & Spans.PAGE - 1];
    }

    private void cut(int count) {
        int pagesKept = count >>> Spans.PAGE_BITS;
        if (pagesKept < full) {
            page = pages[pagesKept];
            Arrays.fill(pages, pagesKept, full, null);
            full = pagesKept;
        }
        used = count & Spans.PAGE - 1;
    }

    /** Returns all runs added, and removes them from the writer. */
    public Spans build() {
        int count = count();
        if (count == 0) {
            return Spans.EMPTY;
        }
        var all = Arrays.copyOf(pages, full + 1);
        all[full] = Arrays.copyOf(page, used);
        clear();
        return new Spans(all, count, 0);
    }

    /** Removes all runs. */
    public void clear() {
        Arrays.fill(pages, 0, full, null);
        full = 0;
        used = 0;
    }
}
