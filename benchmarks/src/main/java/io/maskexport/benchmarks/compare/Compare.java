package io.maskexport.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

import io.maskexport.benchmarks.reference.ReferenceMasks;

/** Measures all goals and prints the table; exit status 0 when every floor holds. */
public final class Compare {
    private Compare() {}

    /** @param args rounds of each race; 3 without */
    public static void main(String[] args) throws Exception {
        int rounds = args.length == 0 ? 3 : Integer.parseInt(args[0]);
        var directory = Files.createTempDirectory("compare");
        try {
            var table = new Table(System.out);
            var reference = new ReferenceMasks(directory);
            new MaskRows(reference, rounds).measure(table);
            new HumanRows(reference, directory, rounds).measure(table);
            System.exit(table.conclude() ? 0 : 1);
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> files;
        try (var walk = Files.walk(directory)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (var file : files) {
            Files.delete(file);
        }
    }
}
