package io.maskexport.select;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A pattern of names. {@code *} is any text without {@code /}, {@code **} any text, {@code ?} one character except
 * {@code /}; {@code [a-z]} is one character of a set and {@code [!a-z]} one of all others except {@code /}; a backslash
 * makes the next character plain. A segment {@code **} that more segments follow also stands for no segment. Every text is
 * a pattern: a bracket that is not closed is a plain character.
 *
 * <p>Follows all ways to match at the same time, so that no pattern takes more time than the product of both lengths.
 */
final class Glob {
    private static final String WILDCARDS = "*?[\\";

    private final List<Step> steps;

    /** What one place of the pattern takes. */
    private sealed interface Step permits One, Run {}

    /** One character. */
    private record One(IntPredicate accepts) implements Step {}

    /** Any number of characters, perhaps none. */
    private enum Run implements Step {
        /** No {@code /} among them. */
        IN_SEGMENT,
        ANYWHERE,
        /** Whole segments, each with its {@code /}. */
        SEGMENTS
    }

    private Glob(List<Step> steps) {
        this.steps = steps;
    }

    /** Whether a text may match more than itself. */
    static boolean isOne(String pattern) {
        return pattern.chars().anyMatch(c -> WILDCARDS.indexOf(c) >= 0);
    }

    static Glob of(String pattern) {
        return new Glob(new PatternReader(pattern.codePoints().toArray()).read());
    }

    /** Whether the pattern matches the whole text. */
    boolean matches(String text) {
        var now = new BitSet();
        var next = new BitSet();
        enter(0, now);
        for (int c : text.codePoints().toArray()) {
            next.clear();
            for (int i = now.nextSetBit(0); i >= 0 && i < steps.size(); i = now.nextSetBit(i + 1)) {
                advance(i, c, next);
            }
            var swap = now;
            now = next;
            next = swap;
            if (now.isEmpty()) {
                return false;
            }
        }
        return now.get(steps.size());
    }

    /** Comes to a step, and to those behind it that may follow at once. */
    private void enter(int first, BitSet places) {
        int i = first;
        places.set(i);
        while (i < steps.size() && steps.get(i) instanceof Run) {
            i++;
            places.set(i);
        }
    }

    private void advance(int i, int c, BitSet next) {
        switch (steps.get(i)) {
            case One(var accepts) -> {
                if (accepts.test(c)) {
                    enter(i + 1, next);
                }
            }
            case Run run -> stay(run, i, c, next);
        }
    }

    private void stay(Run run, int i, int c, BitSet next) {
        switch (run) {
            case IN_SEGMENT -> {
                if (c != '/') {
                    enter(i, next);
                }
            }
            case ANYWHERE -> enter(i, next);
            case SEGMENTS -> {
                next.set(i);
                if (c == '/') {
                    enter(i + 1, next);
                }
            }
        }
    }

    /** Reads a pattern from its start. */
    private static final class PatternReader {
        private final int[] pattern;
        private final List<Step> steps = new ArrayList<>();
        private int at;
        /** Whether no bracket is closed from here on. */
        private boolean open;

        PatternReader(int[] pattern) {
            this.pattern = pattern;
        }

        List<Step> read() {
            while (at < pattern.length) {
                int c = pattern[at++];
                switch (c) {
                    case '*' -> stars();
                    case '?' -> steps.add(new One(any -> any != '/'));
                    case '[' -> bracket();
                    case '\\' -> plain(at < pattern.length ? pattern[at++] : c);
                    default -> plain(c);
                }
            }
            return List.copyOf(steps);
        }

        private void plain(int c) {
            steps.add(new One(other -> other == c));
        }

        private void stars() {
            int from = at - 1;
            while (at < pattern.length && pattern[at] == '*') {
                at++;
            }
            boolean isSegment = (from == 0 || pattern[from - 1] == '/') && at < pattern.length && pattern[at] == '/';
            if (at - from == 1) {
                steps.add(Run.IN_SEGMENT);
            } else if (isSegment) {
                at++;
                steps.add(Run.SEGMENTS);
            } else {
                steps.add(Run.ANYWHERE);
            }
        }

        /** A set of characters, or a plain bracket if none closes it. */
        private void bracket() {
            if (open) {
                plain('[');
                return;
            }
            int before = at;
            boolean inverted = at < pattern.length && (pattern[at] == '!' || pattern[at] == '^');
            at += inverted ? 1 : 0;
            var ranges = new ArrayList<int[]>();
            for (boolean first = true; at < pattern.length && (first || pattern[at] != ']'); first = false) {
                ranges.add(range());
            }
            if (at >= pattern.length) {
                open = true;
                at = before;
                plain('[');
                return;
            }
            at++;
            steps.add(new One(c -> c != '/' && inverted != contains(ranges, c)));
        }

        private int[] range() {
            int low = member();
            boolean hasEnd = at + 1 < pattern.length && pattern[at] == '-' && pattern[at + 1] != ']';
            if (!hasEnd) {
                return new int[] {low, low};
            }
            at++;
            return new int[] {low, member()};
        }

        private int member() {
            int c = pattern[at++];
            return c == '\\' && at < pattern.length ? pattern[at++] : c;
        }

        private static boolean contains(List<int[]> ranges, int c) {
            return ranges.stream().anyMatch(range -> range[0] <= c && c <= range[1]);
        }
    }
}
