package io.maskexport.contracts;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * Asks for an export of an annotated image project.
 *
 * @param requestId chosen by the client, see {@link RequestId}; the same id with other content is refused
 * @param source where the project is: its {@code meta.json} lies directly below
 * @param project what the archive is called after
 * @param datasets paths of the datasets to export, {@code parent/child} for nested ones; empty is the whole project
 * @param destination where the folder {@code <requestId>/} with the archive goes
 * @param maxFailedItems how many items may lack masks before the export fails; null for any number
 */
@JsonPropertyOrder("version")
public record ExportRequested(String requestId, BucketLocation source, ProjectName project, List<String> datasets,
        RenderChoices options, BucketLocation destination, ArchiveOptions archive,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FailureBudget maxFailedItems) implements ExportCommand {
    /** Most datasets that a request can name. */
    public static final int MAX_DATASETS = 10_000;

    /** Most characters of a dataset's path. */
    public static final int MAX_DATASET = 1_024;

    public ExportRequested {
        datasets = List.copyOf(datasets);
    }

    /** However many items fail. */
    public ExportRequested(String requestId, BucketLocation source, ProjectName project, List<String> datasets,
            RenderChoices options,
            BucketLocation destination, ArchiveOptions archive) {
        this(requestId, source, project, datasets, options, destination, archive, null);
    }

    /** Major version of the message. */
    @JsonProperty
    public int version() {
        return ContractVersion.VERSION;
    }
}
