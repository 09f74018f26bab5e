package io.maskexport.export;

import java.time.Duration;

import io.maskexport.defect.DefectCode;

/**
 * Port: told what happens inside, for metrics and progress. Called from many threads; must be quick and must not throw.
 * Every rendered item has had one {@code FETCH}; {@code RENDER} is the whole of decoding, drawing and encoding.
 */
public interface ExportListener {
    /** Where the time of an item goes. */
    enum Stage {
        FETCH, RENDER, ARCHIVE
    }

    /** Listens to nothing. */
    ExportListener NONE = new ExportListener() {
    };

    /** A stage of one item took that long. */
    default void spent(Stage stage, Duration time) {}

    /** An item was rendered and handed over in order. */
    default void rendered(RenderedItem item) {}

    /** A defect was found. */
    default void found(DefectCode code) {}
}
