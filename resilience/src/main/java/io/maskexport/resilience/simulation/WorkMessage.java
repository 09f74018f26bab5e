package io.maskexport.resilience.simulation;

import io.maskexport.contracts.CancelRequested;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.worker.protocol.TaskMessage;

/** The content of a record. */
sealed interface WorkMessage {
    record QueuedRequest(ExportRequested request) implements WorkMessage {
        @Override
        public String toString() {
            return "request " + request.requestId();
        }
    }

    record QueuedTask(TaskMessage task) implements WorkMessage {
        @Override
        public String toString() {
            return "task " + task.key();
        }
    }

    record QueuedCancellation(CancelRequested cancel) implements WorkMessage {
        @Override
        public String toString() {
            return "cancellation of " + cancel.requestId();
        }
    }
}
