package io.maskexport.contracts;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * Requests the export of an annotated image project.
 *
 * @param requestId chosen by the client, see {@link RequestId}; reuse with other content is refused
 * @param source the project's folder, with {@code meta.json} directly in it
 * @param project the archive is named after it
 * @param datasets paths of the datasets to export, {@code parent/child} for nested ones; empty for the whole project
 * @param destination the parent of the folder {@code <requestId>/}, which will contain the archive
 * @param maxFailedItems how many items may lack masks before the export fails; null for any number
 * @param tenant the sender that shares the workers with others, see {@link TenantName}; null for the common one
 * @param select the items and objects to export; null for all
 * @param split how items are divided into sets; null if they are not
 * @param since manifest of an earlier export, to export only what changed since; null for everything
 * @param dryRun true if the export is only planned, and nothing rendered; otherwise null
 */
@JsonPropertyOrder("version")
public record ExportRequested(String requestId, BucketLocation source, ProjectName project, List<String> datasets,
        RenderChoices options, BucketLocation destination, ArchiveOptions archive,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FailureBudget maxFailedItems,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String tenant,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SelectionChoices select,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SplitChoices split,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ObjectLocation since,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean dryRun) implements ExportCommand {
    /** Largest number of datasets in a request. */
    public static final int MAX_DATASETS = 10_000;

    /** Largest length of a dataset path, in characters. */
    public static final int MAX_DATASET = 1_024;

    public ExportRequested {
        datasets = List.copyOf(datasets);
        dryRun = Boolean.TRUE.equals(dryRun) ? Boolean.TRUE : null; // as in requests that do not know it
    }

    /** Of everything. */
    public ExportRequested(String requestId, BucketLocation source, ProjectName project, List<String> datasets,
            RenderChoices options, BucketLocation destination, ArchiveOptions archive,
            @Nullable FailureBudget maxFailedItems, @Nullable String tenant, @Nullable SelectionChoices select,
            @Nullable SplitChoices split, @Nullable Boolean dryRun) {
        this(requestId, source, project, datasets, options, destination, archive, maxFailedItems, tenant, select,
                split, null, dryRun);
    }

    /** Without sets, and not a dry run. */
    public ExportRequested(String requestId, BucketLocation source, ProjectName project, List<String> datasets,
            RenderChoices options, BucketLocation destination, ArchiveOptions archive,
            @Nullable FailureBudget maxFailedItems, @Nullable String tenant, @Nullable SelectionChoices select) {
        this(requestId, source, project, datasets, options, destination, archive, maxFailedItems, tenant, select,
                null, null);
    }

    /** For the whole project. */
    public ExportRequested(String requestId, BucketLocation source, ProjectName project, List<String> datasets,
            RenderChoices options, BucketLocation destination, ArchiveOptions archive,
            @Nullable FailureBudget maxFailedItems, @Nullable String tenant) {
        this(requestId, source, project, datasets, options, destination, archive, maxFailedItems, tenant, null, null,
                null);
    }

    /** Any number of items may fail, and the sender is the common one. */
    public ExportRequested(String requestId, BucketLocation source, ProjectName project, List<String> datasets,
            RenderChoices options,
            BucketLocation destination, ArchiveOptions archive) {
        this(requestId, source, project, datasets, options, destination, archive, null, null);
    }

    /** Whether nothing is rendered. */
    public boolean onlyPlans() {
        return dryRun != null;
    }

    /** Major version of the message. */
    @JsonProperty
    public int version() {
        return ContractVersion.VERSION;
    }
}
