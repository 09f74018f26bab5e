package io.maskexport.contracts;

import java.util.List;

/**
 * The request was refused before any work. With {@link ReasonCode#REQUEST_ID_CONFLICT} this concerns only the later
 * request: the earlier export with the same id continues.
 *
 * @param detail a sentence for people
 * @param problems the invalid fields, at most {@value #MAX_PROBLEMS}; empty if no field is the cause
 */
public record ExportRejected(String requestId, ReasonCode reason, String detail,
        List<FieldProblem> problems) implements ExportEvent {
    /** Largest number of problems listed. */
    public static final int MAX_PROBLEMS = 100;

    /**
     * An invalid field.
     *
     * @param field its path: {@code options.thickness}, {@code datasets[3]}
     * @param detail what is wrong, and what is allowed
     */
    public record FieldProblem(String field, String detail) {
        public FieldProblem {
            detail = UntrustedText.detail(detail);
        }
    }

    public ExportRejected {
        detail = UntrustedText.detail(detail);
        problems = List.copyOf(problems.subList(0, Math.min(problems.size(), MAX_PROBLEMS)));
    }

    /** A copy with only the first problems. */
    ExportRejected withProblems(int limit) {
        return new ExportRejected(requestId, reason, detail, problems.subList(0, limit));
    }
}
