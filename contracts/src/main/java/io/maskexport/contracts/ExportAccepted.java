package io.maskexport.contracts;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The request is valid, and work on it begins. Shows the effective values, defaults included.
 *
 * @param datasets paths of the datasets to export; only the first if there are too many for an event
 * @param datasetCount number of datasets; 0 means the whole project
 * @param maxFailedItems how many items may lack masks before the export fails; null for any number
 * @param select the items and objects to export; null for all; with {@code options.drawOrder}, absent if too long for
 * an event
 * @param split how items are divided into sets; null if they are not, and where {@code select} is absent for its length
 * @param since the manifest of the export that a delta starts from; null for a whole export
 * @param dryRun true if the export is only planned, else null
 * @param ignoredFields unknown fields of the request, which have no effect; absent if there are none
 * @param ignoredFieldCount number of unknown fields; null if all are listed
 */
public record ExportAccepted(String requestId, ProjectName project, List<String> datasets, int datasetCount,
        RenderChoices options, ArchiveOptions archive,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FailureBudget maxFailedItems,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SelectionChoices select,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SplitChoices split,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ObjectLocation since,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean dryRun,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<IgnoredField> ignoredFields,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer ignoredFieldCount) implements ExportEvent {
    public ExportAccepted {
        datasets = List.copyOf(datasets);
        ignoredFields = List.copyOf(ignoredFields);
    }

    /** For a request without unknown fields. */
    public static ExportAccepted of(ExportRequested request) {
        return of(request, IgnoredFields.NONE);
    }

    public static ExportAccepted of(ExportRequested request, IgnoredFields ignored) {
        return new ExportAccepted(request.requestId(), request.project(), request.datasets(),
                request.datasets().size(), request.options(), request.archive(), request.maxFailedItems(),
                request.select(), request.split(), request.since(), request.dryRun(), ignored.first(),
                ignored.unnamed());
    }

    /** A copy with only the first datasets. */
    ExportAccepted withDatasets(int limit) {
        return new ExportAccepted(requestId, project, datasets.subList(0, limit), datasetCount, options, archive,
                maxFailedItems, select, split, since, dryRun, ignoredFields, ignoredFieldCount);
    }

    /** Whether it has lists that a copy without choices lacks. */
    boolean hasChoices() {
        return select != null || split != null || options.drawOrder() != null
                || !options.encodings().classValues().isEmpty();
    }

    /** A copy without the selection, the sets, the draw order and the values of classes. */
    ExportAccepted withoutChoices() {
        return new ExportAccepted(requestId, project, datasets, datasetCount, options.withoutLists(), archive,
                maxFailedItems, null, null, since, dryRun, ignoredFields, ignoredFieldCount);
    }
}
