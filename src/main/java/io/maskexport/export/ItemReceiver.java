package io.maskexport.export;

import java.io.IOException;

import io.maskexport.defect.DefectException;

/** Receives items one by one. */
@FunctionalInterface
public interface ItemReceiver {
    /** @throws DefectException of scope {@code EXPORT} */
    void accept(Item item) throws IOException, InterruptedException, DefectException;
}
