package io.maskexport.worker.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.maskexport.contracts.ExportTotals;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.Manifest.ManifestStatus;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.plan.Plan;
import io.maskexport.worker.plan.RecordedProgress;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an export. Numbers that are not known are null.
 *
 * @param items that the export has
 * @param done items in finished parts
 * @param tasks that the export has
 * @param tasksDone finished tasks
 * @param parts finished parts
 * @param bytes of all parts; only of a completed export
 * @param warnings of a completed export, or a dry run
 * @param lastRecord when the last record of progress, or of the end, was written, in ISO 8601
 * @param detail why it failed, or cannot be read
 * @param destination folder of the parts and the manifest: {@code s3://bucket/prefix/id/}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExportStatus(String requestId, ExportState state, @Nullable Long items, @Nullable Long done,
        @Nullable Integer tasks, @Nullable Integer tasksDone, @Nullable Integer parts, @Nullable Long bytes,
        @Nullable Long warnings,
        @Nullable String lastRecord, @Nullable String detail, @Nullable String destination) {

    static ExportStatus of(String requestId, ExportState state, @Nullable String detail) {
        return new ExportStatus(requestId, state, null, null, null, null, null, null, null, null, detail, null);
    }

    static ExportStatus running(Plan plan, RecordedProgress progress) {
        return new ExportStatus(plan.requestId(), ExportState.RUNNING, plan.items(), progress.items(), plan.tasks(),
                progress.tasks(), progress.parts(), null, null, progress.last(), null, plan.destination().toString());
    }

    /** @param when it ended, in ISO 8601; null if that is not recorded any more */
    static ExportStatus ended(String requestId, Manifest manifest, ObjectRef destination, @Nullable String when) {
        var content = manifest.content();
        var failure = manifest.failure();
        @Nullable
        ExportTotals totals = content == null ? null : content.totals();
        return new ExportStatus(requestId, state(manifest.status()), totals == null ? null : totals.items(),
                totals == null ? null : totals.items(), null, null, content == null ? null : content.parts().size(),
                totals == null ? null : totals.bytes(), warnings(manifest), when,
                failure == null ? null : failure.reason() + ": " + failure.detail(), destination.toString());
    }

    private static @Nullable Long warnings(Manifest manifest) {
        var content = manifest.content();
        var planned = manifest.planned();
        if (content == null) {
            return planned == null ? null : planned.warnings().total();
        }
        return content.warnings().total();
    }

    private static ExportState state(ManifestStatus status) {
        return switch (status) {
            case COMPLETED -> ExportState.COMPLETED;
            case FAILED -> ExportState.FAILED;
            case CANCELLED -> ExportState.CANCELLED;
            case PLANNED -> ExportState.PLANNED;
        };
    }
}
