package io.maskexport.worker.verify;

import java.util.function.Consumer;

/** Hands on each difference as it is found, and counts them. */
final class DifferenceReport {
    private final Consumer<ExportDifference> differences;
    private int count;

    DifferenceReport(Consumer<ExportDifference> differences) {
        this.differences = differences;
    }

    void differs(DifferenceCode code, String subject, String detail) {
        differences.accept(new ExportDifference(code, subject, detail));
        count++;
    }

    /** A difference unless what is there is what the manifest says. */
    void compare(DifferenceCode code, String subject, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            differs(code, subject, "the manifest says %s, there is %s".formatted(expected, actual));
        }
    }

    int count() {
        return count;
    }
}
