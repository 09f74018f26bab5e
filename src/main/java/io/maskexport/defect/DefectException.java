package io.maskexport.defect;

import java.util.Optional;

/** Ends the work on one label, item or export, depending on the code's {@linkplain DefectCode.Scope scope}. */
public final class DefectException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Defect defect;

    public DefectException(Defect defect) {
        super(defect.code() + ": " + defect.detail());
        this.defect = defect;
    }

    public DefectException(DefectCode code, String detail) {
        this(new Defect(code, detail));
    }

    /** For an exceeded limit. */
    public DefectException(Limit limit, DefectCode code, String detail) {
        this(new Defect(code, detail, Optional.of(limit)));
    }

    public Defect defect() {
        return defect;
    }

    public DefectCode code() {
        return defect.code();
    }
}
