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
import io.maskexport.worker.ops.QuantityText;

import static io.maskexport.worker.ops.QuantityText.count;

/** One log line for each event, except the frequent progress events. */
final class EventLine {
    private EventLine() {}

    static Optional<String> of(ExportEvent event) {
        return Optional.ofNullable(switch (event) {
            case ExportAccepted _ -> "accepted";
            case ExportRejected rejected -> "rejected: %s %s".formatted(rejected.reason(), rejected.detail());
            case ExportPlanned planned ->
                "planned: " + count(planned.items(), "item") + " in " + count(planned.tasks(), "task");
            case ExportProgressed _ -> null;
            case PartCompleted(var _, var part) -> "part %d completed: s3://%s/%s, %s".formatted(part.number(),
                    part.bucket(), part.key(), QuantityText.bytes(part.bytes()));
            case ExportCompleted completed -> "completed: %s in %s, %s, %s".formatted(
                    count(completed.totals().items(), "item"), count(completed.partCount(), "part"),
                    QuantityText.bytes(completed.totals().bytes()), count(completed.warnings().total(), "warning"));
            case ExportFailed failed -> "failed: %s %s".formatted(failed.reason(), failed.detail());
            case ExportCancelled _ -> "cancelled";
        });
    }
}
