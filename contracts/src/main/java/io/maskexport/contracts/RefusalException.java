package io.maskexport.contracts;

import java.io.Serial;
import java.util.List;

/** A message that must be refused. */
final class RefusalException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final ReasonCode reason;
    private final transient List<ExportRejected.FieldProblem> problems;

    RefusalException(ReasonCode reason, String detail, List<ExportRejected.FieldProblem> problems) {
        super(UntrustedText.printable(detail), null, false, false);
        this.reason = reason;
        this.problems = List.copyOf(problems);
    }

    RefusalException(ReasonCode reason, String detail) {
        this(reason, detail, List.of());
    }

    ReasonCode reason() {
        return reason;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    ExportRejected rejection(String requestId) {
        return new ExportRejected(requestId, reason, detail(), problems);
    }
}
