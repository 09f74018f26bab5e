package io.maskexport.geometry;

/** A figure has more runs than its drawer may keep. Unchecked, so that it can leave any of the drawing loops. */
public final class RunLimitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunLimitException(long limit) {
        super("more than " + limit + " runs of pixels", null, false, false);
    }
}
