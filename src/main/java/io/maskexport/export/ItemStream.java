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

        /**
         * Called now and then while the next item takes long, or waits for memory: what is thrown ends the stream, without waiting for the item.
         * Of what is being rendered then, nothing is handed over, but it keeps its thread until it is done.
         */
        default void await() throws IOException, InterruptedException {}
    }

    /**
     * Renders all items. Nothing is skipped for a reason of time or luck: an input that cannot be read now fails the
     * whole call.
     *
     * @throws DefectException a defect of scope {@code EXPORT}
     */
    void render(Iterator<Item> items, Receiver receiver) throws IOException, InterruptedException, DefectException;
}
