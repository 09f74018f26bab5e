package io.maskexport.worker.protocol;

/**
 * A part task on its way to a worker.
 *
 * @param requestId of its export; the plan has everything else
 * @param task from 1
 */
public record TaskMessage(String requestId, int task) {
    /** Spreads the tasks of one export over all partitions. */
    public String key() {
        return requestId + "/" + task;
    }
}
