package io.maskexport.worker.commands;

import java.util.Locale;
import java.util.Objects;

import io.maskexport.worker.ops.QuantityText;
import io.maskexport.worker.status.ExportStatus;
import org.jspecify.annotations.Nullable;

/** How an export stands, in a line for people. */
final class StatusText {
    private StatusText() {}

    static String of(ExportStatus status) {
        return EventText.plain(status.requestId() + ": " + switch (status.state()) {
            case UNKNOWN -> "unknown; there is neither a record nor a manifest";
            case TAKEN -> "taken by a worker, not planned yet";
            case RUNNING -> running(status);
            case COMPLETED -> "completed: %s, %s, %s in %s%s".formatted(
                    QuantityText.count(number(status.items()), "item"),
                    QuantityText.count(Objects.requireNonNullElse(status.parts(), 0), "part"),
                    QuantityText.bytes(number(status.bytes())), status.destination(), warnings(status));
            case FAILED -> "failed: " + status.detail();
            case CANCELLED -> "cancelled";
            case PLANNED -> "planned, a dry run: " + status.destination() + warnings(status);
            case OTHER_VERSION -> "needs another version of mask-export: " + status.detail();
        });
    }

    private static String warnings(ExportStatus status) {
        long warnings = number(status.warnings());
        return warnings == 0 ? "" : "; " + QuantityText.count(warnings, "warning");
    }

    private static String running(ExportStatus status) {
        long items = number(status.items());
        long done = number(status.done());
        var text = String.format(Locale.ROOT, "running: %,d of %s in finished parts (%d %%)", done,
                QuantityText.count(items, "item"), items == 0 ? 0 : 100 * done / items);
        int tasks = Objects.requireNonNullElse(status.tasks(), 1);
        if (tasks > 1) {
            text += String.format(Locale.ROOT, ", %,d of %,d tasks", status.tasksDone(), tasks);
        }
        return status.lastRecord() == null ? text : text + ", last record at " + status.lastRecord();
    }

    private static long number(@Nullable Long number) {
        return Objects.requireNonNullElse(number, 0L);
    }
}
