package io.maskexport.contracts;

import java.util.List;

/**
 * The request is valid and work on it begins; it says what holds, defaults included.
 *
 * @param datasets paths of the datasets to export, or the first of them where they are too many for an event
 * @param datasetCount how many there are; 0 is the whole project
 */
public record ExportAccepted(String requestId, Project project, List<String> datasets, int datasetCount,
        Options options, Archive archive) implements Event {
    public ExportAccepted {
        datasets = List.copyOf(datasets);
    }

    public static ExportAccepted of(ExportRequested request) {
        return new ExportAccepted(request.requestId(), request.project(), request.datasets(),
                request.datasets().size(), request.options(), request.archive());
    }

    /** The same with fewer datasets named. */
    ExportAccepted withDatasets(int most) {
        return new ExportAccepted(requestId, project, datasets.subList(0, most), datasetCount, options, archive);
    }
}
