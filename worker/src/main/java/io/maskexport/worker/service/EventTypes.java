package io.maskexport.worker.service;

import io.maskexport.contracts.ExportAccepted;
import io.maskexport.contracts.ExportCancelled;
import io.maskexport.contracts.ExportCompleted;
import io.maskexport.contracts.ExportEvent;
import io.maskexport.contracts.ExportFailed;
import io.maskexport.contracts.ExportPlanned;
import io.maskexport.contracts.ExportProgressed;
import io.maskexport.contracts.ExportRejected;
import io.maskexport.contracts.PartCompleted;
import io.maskexport.worker.metrics.WorkerMeter.EventType;

/** The metric tag of each event type. */
final class EventTypes {
    private EventTypes() {}

    static EventType of(ExportEvent event) {
        return switch (event) {
            case ExportAccepted _ -> EventType.ACCEPTED;
            case ExportRejected _ -> EventType.REJECTED;
            case ExportPlanned _ -> EventType.PLANNED;
            case ExportProgressed _ -> EventType.PROGRESS;
            case PartCompleted _ -> EventType.PART_COMPLETED;
            case ExportCompleted _ -> EventType.COMPLETED;
            case ExportFailed _ -> EventType.FAILED;
            case ExportCancelled _ -> EventType.CANCELLED;
        };
    }
}
