package io.maskexport.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The export failed; only its manifest remains.
 *
 * @param detail a sentence for people
 * @param manifest null if it could not be written
 */
public record ExportFailed(String requestId, ReasonCode reason, String detail,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ObjectPointer manifest) implements TerminalEvent {
    public ExportFailed {
        detail = UntrustedText.detail(detail);
    }

    static ExportFailed of(Manifest manifest, @Nullable ObjectPointer written) {
        var failure = manifest.failure();
        if (failure == null) {
            throw new IllegalArgumentException("failed without a reason: " + manifest.requestId());
        }
        return new ExportFailed(manifest.requestId(), failure.reason(), failure.detail(), written);
    }
}
