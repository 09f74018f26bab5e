package io.maskexport.worker.failure;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/** A successful answer that is invalid: wrong length or ETag, unreadable document, keys that were not requested. */
public final class BrokenAnswer extends IOException {
    private static final long serialVersionUID = 1L;

    public BrokenAnswer(String message) {
        this(message, null);
    }

    public BrokenAnswer(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
