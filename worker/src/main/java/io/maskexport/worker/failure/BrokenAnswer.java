package io.maskexport.worker.failure;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/** A success that cannot be one: wrong length, wrong ETag, unreadable document, keys that were not asked for. */
public final class BrokenAnswer extends IOException {
    private static final long serialVersionUID = 1L;

    public BrokenAnswer(String message) {
        this(message, null);
    }

    public BrokenAnswer(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
