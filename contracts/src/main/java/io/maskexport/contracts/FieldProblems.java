package io.maskexport.contracts;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with the fields of one message, in the order of reading. */
final class FieldProblems {
    private final List<ExportRejected.FieldProblem> list = new ArrayList<>();
    private ReasonCode reason = ReasonCode.INVALID_OPTION;

    /** A field's value is not allowed. */
    void wrong(String field, String detail) {
        list.add(new ExportRejected.FieldProblem(field, detail));
    }

    /** Without this field it is no message. */
    void malformed(String field, String detail) {
        wrong(field, detail);
        reason = ReasonCode.MALFORMED_REQUEST;
    }

    /** Ends the reading. */
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
