package io.maskexport.export;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;

/** Counts the files of a dataset that are in memory at a time, beyond those that are there for their neighbours only. */
final class HeldFiles {
    private final long most;
    private final long allowance;
    private long count;

    /** @param allowance number of files that do not count */
    HeldFiles(Limits limits, int allowance) {
        most = limits.of(Limit.LINKED_FILES);
        this.allowance = allowance;
    }

    /** @throws DefectException {@code OUTPUT_LIMIT} */
    void add(int files) throws DefectException {
        count += files;
        if (count > most + allowance) {
            throw new DefectException(Limit.LINKED_FILES, DefectCode.OUTPUT_LIMIT,
                    "the names of more than %d files of one dataset depend on each other".formatted(most));
        }
    }

    void remove(int files) {
        count -= files;
    }
}
