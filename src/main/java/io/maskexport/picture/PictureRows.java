package io.maskexport.picture;

import java.util.Optional;

import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectException;

/** A picture whose rows are taken one after another, while they are decoded where the format allows it. */
public interface PictureRows {
    /** Pixels of an upright row, at least 1. */
    int width();

    /** Upright rows, at least 1. */
    int height();

    /** Bytes of the heap that it takes while its rows are taken, its file included. */
    long heapBytes();

    /**
     * Hands over all rows, each once.
     *
     * @return {@code IMAGE_DAMAGED} when the file is damaged or ends early and still shows something
     * @throws DefectException {@code IMAGE_UNREADABLE}; some rows may have been handed over
     */
    Optional<Defect> read(RowSink sink) throws DefectException;
}
