package io.maskexport.contracts;

import java.io.IOException;

/** A record says something that this version does not know, so that acting on the rest of it might be wrong. */
public final class UnknownContentException extends IOException {
    private static final long serialVersionUID = 1L;

    UnknownContentException(String message) {
        super(message);
    }
}
