package io.maskexport.worker.verify;

import java.util.function.Consumer;

/** Hands on each difference as it is found, and counts them. */
final class Report {
    private final Consumer<Difference> differences;
    private int count;

    Report(Consumer<Difference> differences) {
        this.differences = differences;
    }

    void differs(DifferenceCode code, String subject, String detail) {
        differences.accept(new Difference(code, subject, detail));
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
