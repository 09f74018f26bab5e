package io.maskexport.resilience.audit;

/**
 * A violation of the rules.
 *
 * @param subject a request id, or a bucket
 */
public record Violation(ViolationCode code, String subject, String detail) {
    @Override
    public String toString() {
        return "%s %s: %s (%s)".formatted(code, subject, code.meaning(), detail);
    }
}
