package io.maskexport.export;

import java.io.IOException;
import java.util.Iterator;

import io.maskexport.defect.DefectException;

/** Renders items, and hands them over in the order given, whatever order they finish in. */
public interface ItemStream {
    /** Takes rendered items, one after another, on the calling thread. */
    @FunctionalInterface
    interface Receiver {
        void accept(RenderedItem item) throws IOException, InterruptedException, DefectException;
    }

    /**
     * Renders all items. Nothing is skipped for a reason of time or luck: an input that cannot be read now fails the
     * whole call.
     *
     * @throws DefectException a defect of scope {@code EXPORT}
     */
    void render(Iterator<Item> items, Receiver receiver) throws IOException, InterruptedException, DefectException;
}
