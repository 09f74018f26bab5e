package io.maskexport.export;

import java.time.Duration;

import io.maskexport.defect.Defect;

/**
 * Port: observes the engine, for metrics and progress. Called from many threads; must be quick and must not throw.
 * Every rendered item has one {@code FETCH} and one {@code RENDER}, which covers decoding, drawing and encoding;
 * {@code ARCHIVE} is the time that its receiver took.
 */
public interface ExportListener {
    /** A stage of an item's processing. */
    enum Stage {
        FETCH, RENDER, ARCHIVE
    }

    /** Ignores everything. */
    ExportListener NONE = new ExportListener() {
    };

    /** A stage of one item took this long. */
    default void spent(Stage stage, Duration time) {}

    /** An item was rendered and handed over in order. */
    default void rendered(RenderedItem item) {}

    /** A defect was found, in an item about to be handed over or as the end of an export. */
    default void found(Defect defect) {}

    /** A fault of the worker, which became the item's {@code RENDER_FAILED}: to be logged with its stack trace. */
    default void crashed(Item item, Throwable fault) {}
}
