package io.maskexport.export;

import java.io.IOException;
import java.util.Iterator;

import io.maskexport.defect.DefectException;

/** Renders items and hands them over in the given order, in whatever order they finish. */
public interface ItemStream {
    /** Receives rendered items, one at a time, on the calling thread. */
    @FunctionalInterface
    interface Receiver {
        void accept(RenderedItem item) throws IOException, InterruptedException, DefectException;

        /**
         * Called periodically while the next item takes long or waits for memory. An exception ends the stream without
         * waiting for the item. Items still being rendered are not handed over, but occupy their threads until they are
         * done.
         */
        default void await() throws IOException, InterruptedException {}
    }

    /**
     * Renders all items. Nothing is skipped because of time or chance: if an input cannot be read now, the whole call
     * fails.
     *
     * @throws DefectException a defect of scope {@code EXPORT}
     */
    void render(Iterator<Item> items, Receiver receiver) throws IOException, InterruptedException, DefectException;
}
