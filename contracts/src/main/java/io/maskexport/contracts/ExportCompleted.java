package io.maskexport.contracts;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The archive is in the bucket, and this event proves it.
 *
 * @param parts all parts in order; empty where they are so many that only the manifest lists them
 * @param partCount how many there are
 */
public record ExportCompleted(String requestId, CompletionStatus status, ProjectName project,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ArchivePart> parts, int partCount, ExportTotals totals,
        WarningCounts warnings,
        ObjectPointer manifest) implements TerminalEvent {
    /** Most parts that an event lists. */
    public static final int MAX_PARTS = 1_000;

    /** Whether all went without a warning. */
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

    /** The same without the list of parts. */
    ExportCompleted withoutParts() {
        return new ExportCompleted(requestId, status, project, List.of(), partCount, totals, warnings, manifest);
    }

    /** The same with fewer examples of warnings. */
    ExportCompleted withExamples(int most) {
        return new ExportCompleted(requestId, status, project, parts, partCount, totals, warnings.withExamples(most),
                manifest);
    }
}
