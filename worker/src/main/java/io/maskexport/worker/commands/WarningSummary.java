package io.maskexport.worker.commands;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import io.maskexport.defect.Warning;
import io.maskexport.worker.ops.QuantityText;

/** Says in a few lines what an export warned of: how often each code, and the first examples. Not for several threads. */
final class WarningSummary {
    private static final int EXAMPLES = 3;

    private final SortedMap<String, CodeSummary> found = new TreeMap<>();

    private static final class CodeSummary {
        private final List<Warning> examples = new ArrayList<>();
        private long count;
    }

    void add(List<Warning> warnings) {
        for (var warning : warnings) {
            var same = found.computeIfAbsent(warning.defect().code().name(), code -> new CodeSummary());
            same.count += warning.defect().times();
            if (same.examples.size() < EXAMPLES) {
                same.examples.add(warning);
            }
        }
    }

    SortedMap<String, Long> counts() {
        var counts = new TreeMap<String, Long>();
        found.forEach((code, same) -> counts.put(code, same.count));
        return counts;
    }

    void print(PrintWriter out) {
        found.forEach((code, same) -> {
            out.printf("warning: %s, %s%n", code, QuantityText.count(same.count, "time"));
            same.examples.forEach(w -> out.printf("  %s: %s%n", w.subject(), w.defect().detail()));
            if (same.count > same.examples.size()) {
                out.println("  ...");
            }
        });
        out.flush();
    }
}
