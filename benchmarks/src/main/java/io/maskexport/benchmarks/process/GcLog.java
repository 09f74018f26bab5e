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
 * @param collections in order of time
 */
public record GcLog(List<AfterCollection> collections) {
    private static final Pattern PAUSE = Pattern.compile("\\[([\\d.]+)s].*Pause .* \\d+M->(\\d+)M\\(\\d+M\\)");

    /** Heap usage at a time, in seconds after the start of the JVM. */
    public record AfterCollection(double seconds, int megabytes) {}

    public GcLog {
        collections = List.copyOf(collections);
    }

    /** The JVM option that writes the log. */
    public static String option(Path file) {
        return "-Xlog:gc:file=" + file;
    }

    /** Reads the log as it is now. */
    public static GcLog read(Path file) throws IOException {
        var after = new ArrayList<AfterCollection>();
        try (var lines = Files.lines(file)) {
            lines.map(PAUSE::matcher).filter(matcher -> matcher.find())
                    .forEach(matcher -> after.add(new AfterCollection(Double.parseDouble(matcher.group(1)),
                            Integer.parseInt(matcher.group(2)))));
        }
        return new GcLog(after);
    }

    /** The largest usage. */
    public int largest() {
        return collections.stream().mapToInt(AfterCollection::megabytes).max().orElse(0);
    }

    /**
     * The median usage in one of several equal stretches of the log, counted from 0.
     *
     * @throws IllegalStateException if there were fewer collections than stretches
     */
    public int middle(int stretch, int stretches) {
        int length = collections.size() / stretches;
        if (length == 0) {
            throw new IllegalStateException(collections.size() + " collections are too few");
        }
        int[] part = collections.subList(stretch * length, (stretch + 1) * length).stream()
                .mapToInt(AfterCollection::megabytes).toArray();
        Arrays.sort(part);
        return part[part.length / 2];
    }
}
