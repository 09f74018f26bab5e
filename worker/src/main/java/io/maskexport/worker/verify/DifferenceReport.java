package io.maskexport.worker.verify;

import java.util.function.Consumer;

import io.maskexport.defect.Limit;

/** Reports each difference as it is found, and counts them. */
final class DifferenceReport {
    private final Consumer<ExportDifference> differences;
    private int count;

    DifferenceReport(Consumer<ExportDifference> differences) {
        this.differences = differences;
    }

    void differs(DifferenceCode code, String subject, String detail) {
        differs(new ExportDifference(code, subject, detail));
    }

    void differs(ExportDifference difference) {
        differences.accept(difference);
        count++;
    }

    /** Reports a difference unless the actual value equals the manifest's. */
    void compare(DifferenceCode code, String subject, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            differs(code, subject, "the manifest says %s, found %s".formatted(expected, actual));
        }
    }

    /** Whether a content may be read into memory; a difference if it may not. */
    boolean isWithin(Limit limit, long bytes, DifferenceCode code, String subject) {
        boolean isWithin = bytes <= limit.defaultValue();
        if (!isWithin) {
            differs(code, subject, "%d bytes are not read, more than %d (%s)".formatted(bytes, limit.defaultValue(),
                    limit));
        }
        return isWithin;
    }

    int count() {
        return count;
    }
}
