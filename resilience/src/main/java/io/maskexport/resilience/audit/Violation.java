package io.maskexport.resilience.audit;

/**
 * Something that must not be.
 *
 * @param subject a request's id, or a bucket
 */
public record Violation(ViolationCode finding, String subject, String detail) {
    @Override
    public String toString() {
        return "%s %s: %s (%s)".formatted(finding, subject, finding.meaning(), detail);
    }
}
