package io.maskexport.worker.service;

import java.util.Optional;

import io.maskexport.contracts.ExportAccepted;
import io.maskexport.contracts.ExportCancelled;
import io.maskexport.contracts.ExportCompleted;
import io.maskexport.contracts.ExportEvent;
import io.maskexport.contracts.ExportFailed;
import io.maskexport.contracts.ExportPlanned;
import io.maskexport.contracts.ExportProgressed;
import io.maskexport.contracts.ExportRejected;
import io.maskexport.contracts.PartCompleted;

/** One log line for each event, except the frequent progress events. */
final class EventLine {
    private EventLine() {}

    static Optional<String> of(ExportEvent event) {
        return Optional.ofNullable(switch (event) {
            case ExportAccepted _ -> "accepted";
            case ExportRejected rejected -> "rejected: %s %s".formatted(rejected.reason(), rejected.detail());
            case ExportPlanned planned ->
                "planned: %d items in %d tasks".formatted(planned.items(), planned.tasks());
            case ExportProgressed _ -> null;
            case PartCompleted(var _, var part) -> "part %d completed: s3://%s/%s, %d bytes".formatted(part.number(),
                    part.bucket(), part.key(), part.bytes());
            case ExportCompleted completed -> "completed: %d items in %d parts, %d bytes, %d warnings".formatted(
                    completed.totals().items(), completed.partCount(), completed.totals().bytes(),
                    completed.warnings().total());
            case ExportFailed failed -> "failed: %s %s".formatted(failed.reason(), failed.detail());
            case ExportCancelled _ -> "cancelled";
        });
    }
}
