package io.maskexport.resilience.audit;

import java.util.List;
import java.util.Objects;

/** Collects the violations of one subject. */
record ViolationCollector(List<Violation> all, String subject) {
    void add(ViolationCode code, Object detail) {
        all.add(new Violation(code, subject, String.valueOf(detail)));
    }

    /** Adds a violation if the values differ. */
    void equal(ViolationCode code, String what, Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            add(code, "%s is %s instead of %s".formatted(what, actual, expected));
        }
    }
}
