package io.maskexport.contracts;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The request is valid and work on it begins; it says what holds, defaults included.
 *
 * @param datasets paths of the datasets to export, or the first of them where they are too many for an event
 * @param datasetCount how many there are; 0 is the whole project
 * @param maxFailedItems how many items may lack masks before the export fails; null for any number
 * @param ignoredFields fields of the request that nobody knows, and that so are without effect; absent where there are none
 * @param ignoredFieldCount how many there are; null where all of them are named
 */
public record ExportAccepted(String requestId, ProjectName project, List<String> datasets, int datasetCount,
        RenderChoices options, ArchiveOptions archive,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FailureBudget maxFailedItems,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<IgnoredField> ignoredFields,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer ignoredFieldCount) implements ExportEvent {
    public ExportAccepted {
        datasets = List.copyOf(datasets);
        ignoredFields = List.copyOf(ignoredFields);
    }

    /** Of a request without unknown fields. */
    public static ExportAccepted of(ExportRequested request) {
        return of(request, IgnoredFields.NONE);
    }

    public static ExportAccepted of(ExportRequested request, IgnoredFields ignored) {
        return new ExportAccepted(request.requestId(), request.project(), request.datasets(),
                request.datasets().size(), request.options(), request.archive(), request.maxFailedItems(),
                ignored.first(),
                ignored.unnamed());
    }

    /** The same with fewer datasets named. */
    ExportAccepted withDatasets(int most) {
        return new ExportAccepted(requestId, project, datasets.subList(0, most), datasetCount, options, archive,
                maxFailedItems, ignoredFields, ignoredFieldCount);
    }
}
