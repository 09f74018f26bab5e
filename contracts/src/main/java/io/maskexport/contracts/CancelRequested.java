package io.maskexport.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * Requests that an export end; has no effect on one that has ended.
 *
 * @param destination as in the request, so that a cancellation that arrives first finds the same folder
 */
@JsonPropertyOrder("version")
public record CancelRequested(String requestId, BucketLocation destination) implements ExportCommand {
    /** Major version of the message. */
    @JsonProperty
    public int version() {
        return ContractVersion.VERSION;
    }
}
