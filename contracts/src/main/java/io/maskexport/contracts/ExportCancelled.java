package io.maskexport.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The export was cancelled; only its manifest remains.
 *
 * @param manifest null if it could not be written
 */
public record ExportCancelled(String requestId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ObjectPointer manifest) implements TerminalEvent {}
