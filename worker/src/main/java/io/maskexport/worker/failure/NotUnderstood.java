package io.maskexport.worker.failure;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * A record that only another version of the worker understands. Work on its export is left to a worker that does, however
 * long it takes until there is one: it never ends an export.
 */
public final class NotUnderstood extends IOException {
    private static final long serialVersionUID = 1L;

    private final String export;

    /**
     * @param export id of the export's request
     * @param message names the record and what is not known
     */
    public NotUnderstood(String export, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.export = export;
    }

    /** Id of the export's request. */
    public String export() {
        return export;
    }
}
