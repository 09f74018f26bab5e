package io.maskexport.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Heap usage after each collection, from the JVM's log.
 *
 * @param megabytes in order of time
 */
public record GcLog(List<Integer> megabytes) {
    private static final Pattern PAUSE = Pattern.compile("Pause .* \\d+M->(\\d+)M\\(\\d+M\\)");

    public GcLog {
        megabytes = List.copyOf(megabytes);
    }

    /** The JVM option that writes the log. */
    public static String option(Path file) {
        return "-Xlog:gc:file=" + file;
    }

    /** Reads the log as it is now. */
    public static GcLog read(Path file) throws IOException {
        var after = new ArrayList<Integer>();
        try (var lines = Files.lines(file)) {
            lines.map(PAUSE::matcher).filter(matcher -> matcher.find())
                    .forEach(matcher -> after.add(Integer.parseInt(matcher.group(1))));
        }
        return new GcLog(after);
    }

    /** The largest usage. */
    public int largest() {
        return megabytes.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /**
     * The median usage in one of several equal stretches of the log, counted from 0.
     *
     * @throws IllegalStateException if there were fewer collections than stretches
     */
    public int middle(int stretch, int stretches) {
        int length = megabytes.size() / stretches;
        if (length == 0) {
            throw new IllegalStateException(megabytes.size() + " collections are too few");
        }
        int[] part = megabytes.subList(stretch * length, (stretch + 1) * length).stream().mapToInt(Integer::intValue)
                .toArray();
        Arrays.sort(part);
        return part[part.length / 2];
    }
}
