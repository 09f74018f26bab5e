package io.maskexport.worker.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A part task on its way to a worker.
 *
 * @param requestId of its export; the plan has everything else
 * @param task from 1
 * @param tenant of the request; null for the common one, and in tasks of earlier versions
 */
public record TaskMessage(String requestId, int task,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String tenant) {
    /** Spreads the tasks of one export over all partitions. */
    public String key() {
        return requestId + "/" + task;
    }
}
