package io.maskexport.resilience.audit;

import java.util.List;
import java.util.Objects;

/** Collects what is found about one subject. */
record ViolationCollector(List<Violation> all, String subject) {
    void add(ViolationCode finding, Object detail) {
        all.add(new Violation(finding, subject, String.valueOf(detail)));
    }

    /** Notes a difference, if it is one. */
    void equal(ViolationCode finding, String what, Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            add(finding, "%s is %s instead of %s".formatted(what, actual, expected));
        }
    }
}
