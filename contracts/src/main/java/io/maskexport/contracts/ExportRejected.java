package io.maskexport.contracts;

import java.util.List;

/**
 * The request is refused before any work. With {@link ReasonCode#REQUEST_ID_CONFLICT} it speaks of the later request
 * alone: the earlier one of that id goes on.
 *
 * @param detail a sentence for people
 * @param problems each field that is wrong, {@value #MAX_PROBLEMS} at most; empty where the reason is no field's
 */
public record ExportRejected(String requestId, ReasonCode reason, String detail,
        List<FieldProblem> problems) implements ExportEvent {
    /** Most problems that are named. */
    public static final int MAX_PROBLEMS = 100;

    /**
     * A field that is wrong.
     *
     * @param field its path: {@code options.thickness}, {@code datasets[3]}
     * @param detail what is wrong, and what would be right
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

    /** The same with fewer problems named. */
    ExportRejected withProblems(int most) {
        return new ExportRejected(requestId, reason, detail, problems.subList(0, most));
    }
}
