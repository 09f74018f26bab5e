package io.maskexport.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The export was cancelled; nothing of it is left but its manifest.
 *
 * @param manifest null where not even that could be written
 */
public record ExportCancelled(String requestId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ObjectPointer manifest) implements TerminalEvent {}
