package io.maskexport.export;

import java.time.Duration;

import io.maskexport.defect.Defect;

/**
 * Port: told what happens inside, for metrics and progress. Called from many threads; must be quick and must not throw.
 * Every rendered item has had one {@code FETCH} and one {@code RENDER}, which is the whole of decoding, drawing and
 * encoding; {@code ARCHIVE} is the time that its receiver took.
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

    /** A defect of an item that is about to be handed over, or one that ends an export. */
    default void found(Defect defect) {}

    /** A fault of ours, which became the item's {@code RENDER_FAILED}: to be logged with its trace. */
    default void crashed(Item item, Throwable fault) {}
}
