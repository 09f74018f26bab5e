package io.maskexport.contracts;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The archive is complete in the bucket.
 *
 * @param parts all parts in order; empty if there are too many for an event, in which case only the manifest lists them
 * @param partCount number of parts
 */
public record ExportCompleted(String requestId, CompletionStatus status, ProjectName project,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ArchivePart> parts, int partCount, ExportTotals totals,
        WarningCounts warnings,
        ObjectPointer manifest) implements TerminalEvent {
    /** Largest number of parts that an event lists. */
    public static final int MAX_PARTS = 1_000;

    /** Whether the export had warnings. */
    public enum CompletionStatus implements WireName {
        COMPLETED, COMPLETED_WITH_WARNINGS;

        @Override
        @JsonValue
        public String wire() {
            return WireName.of(this);
        }
    }

    public ExportCompleted {
        parts = parts.size() > MAX_PARTS ? List.of() : List.copyOf(parts);
    }

    static ExportCompleted of(Manifest manifest, ObjectPointer written) {
        var request = manifest.request();
        var content = manifest.content();
        if (request == null || content == null) {
            throw new IllegalArgumentException("completed without content: " + manifest.requestId());
        }
        var status = content.warnings().total() == 0
                ? CompletionStatus.COMPLETED
                : CompletionStatus.COMPLETED_WITH_WARNINGS;
        return new ExportCompleted(manifest.requestId(), status, request.project(), content.parts(),
                content.parts().size(), content.totals(), content.warnings(), written);
    }

    /** A copy without the list of parts. */
    ExportCompleted withoutParts() {
        return new ExportCompleted(requestId, status, project, List.of(), partCount, totals, warnings, manifest);
    }

    /** A copy with only the first examples of warnings. */
    ExportCompleted withExamples(int limit) {
        return new ExportCompleted(requestId, status, project, parts, partCount, totals, warnings.withExamples(limit),
                manifest);
    }
}
