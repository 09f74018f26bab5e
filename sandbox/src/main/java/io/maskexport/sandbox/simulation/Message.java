package io.maskexport.sandbox.simulation;

import io.maskexport.contracts.CancelRequested;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.worker.protocol.TaskMessage;

/** What a record asks a worker for. */
sealed interface Message {
    record Request(ExportRequested request) implements Message {
        @Override
        public String toString() {
            return "request " + request.requestId();
        }
    }

    record Task(TaskMessage task) implements Message {
        @Override
        public String toString() {
            return "task " + task.key();
        }
    }

    record Cancel(CancelRequested cancel) implements Message {
        @Override
        public String toString() {
            return "cancellation of " + cancel.requestId();
        }
    }
}
