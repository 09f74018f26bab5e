package io.maskexport.contracts;

import java.util.ArrayList;
import java.util.List;

/** Collects the problems in the fields of one message, in reading order. */
final class FieldProblems {
    private final List<ExportRejected.FieldProblem> list = new ArrayList<>();
    private ReasonCode reason = ReasonCode.INVALID_OPTION;

    /** Reports a value that is not allowed. */
    void wrong(String field, String detail) {
        list.add(new ExportRejected.FieldProblem(field, detail));
    }

    /** Reports a field without which the message is malformed. */
    void malformed(String field, String detail) {
        wrong(field, detail);
        reason = ReasonCode.MALFORMED_REQUEST;
    }

    /** Throws if there are problems. */
    void throwIfAny() throws RefusalException {
        if (!list.isEmpty()) {
            throw new RefusalException(reason, summary(), list);
        }
    }

    private String summary() {
        var first = list.getFirst();
        var one = first.field() + " " + first.detail();
        return list.size() == 1 ? one : list.size() + " fields are wrong; the first: " + one;
    }
}
