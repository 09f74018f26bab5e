package io.maskexport.picture;

import java.util.Optional;

import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectException;

/** A picture whose rows are read one by one, while they are decoded if the format allows it. */
public interface PictureRows {
    /** Width of an upright row in pixels, at least 1. */
    int width();

    /** Number of upright rows, at least 1. */
    int height();

    /** Heap memory while the rows are read, in bytes, including the file. */
    long heapBytes();

    /**
     * Passes on all rows, each once.
     *
     * @return {@code IMAGE_DAMAGED} if the file is damaged or ends early but still shows something
     * @throws DefectException {@code IMAGE_UNREADABLE}; some rows may have been passed on
     */
    Optional<Defect> read(RowSink sink) throws DefectException;
}
