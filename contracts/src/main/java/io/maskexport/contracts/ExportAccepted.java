package io.maskexport.contracts;

import java.util.List;

/** The request is valid and work on it begins; it says what holds, defaults included. */
public record ExportAccepted(String requestId, Project project, List<String> datasets, Options options,
        Archive archive) implements Event {
    public ExportAccepted {
        datasets = List.copyOf(datasets);
    }

    public static ExportAccepted of(ExportRequested request) {
        return new ExportAccepted(request.requestId(), request.project(), request.datasets(), request.options(),
                request.archive());
    }
}
