package io.maskexport.worker.follow;

import io.maskexport.worker.verify.DifferenceCode;
import io.maskexport.worker.verify.ExportDifference;

/** A file of an export is not what its event or the manifest says. */
public final class DifferenceException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ExportDifference difference;

    DifferenceException(ExportDifference difference) {
        super(difference.toString());
        this.difference = difference;
    }

    DifferenceException(DifferenceCode code, String subject, String detail) {
        this(new ExportDifference(code, subject, detail));
    }

    /** What is different. */
    public ExportDifference difference() {
        return difference;
    }
}
