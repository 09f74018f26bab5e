package io.maskexport.worker.protocol;

import io.maskexport.defect.DefectException;

/** Carries a defect through code that may only throw I/O failures. */
final class UncheckedDefect extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final DefectException defect;

    UncheckedDefect(DefectException defect) {
        super(defect);
        this.defect = defect;
    }

    DefectException defect() {
        return defect;
    }
}
