package io.maskexport.worker.commands;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.ExportAccepted;
import io.maskexport.contracts.ExportCancelled;
import io.maskexport.contracts.ExportCompleted;
import io.maskexport.contracts.ExportEvent;
import io.maskexport.contracts.ExportFailed;
import io.maskexport.contracts.ExportPlanned;
import io.maskexport.contracts.ExportProgressed;
import io.maskexport.contracts.ExportRejected;
import io.maskexport.contracts.ObjectPointer;
import io.maskexport.contracts.PartCompleted;
import io.maskexport.contracts.PlanEstimate;
import io.maskexport.contracts.WarningCounts;
import io.maskexport.worker.ops.QuantityText;
import org.jspecify.annotations.Nullable;

import static io.maskexport.worker.ops.QuantityText.count;

/** Events in lines for people. What comes from outside cannot steer a terminal. */
final class EventText {
    private static final int EXAMPLES = 5;

    private EventText() {}

    static String of(ExportEvent event) {
        return switch (event) {
            case ExportAccepted accepted -> "accepted: " + scope(accepted);
            case ExportPlanned planned -> "planned: " + count(planned.items(), "item") + " in "
                    + count(planned.tasks(), "task") + estimate(planned.estimate()) + manifest(planned.manifest());
            case ExportProgressed progressed ->
                "task %d: %,d of %s".formatted(progressed.task(), progressed.done(), count(progressed.items(), "item"));
            case PartCompleted completed -> "part " + part(completed.part());
            case ExportCompleted completed -> completed(completed);
            case ExportRejected rejected -> rejected(rejected);
            case ExportFailed failed -> plain("failed: %s, %s".formatted(failed.reason(), failed.detail()))
                    + manifest(failed.manifest());
            case ExportCancelled cancelled -> "cancelled" + manifest(cancelled.manifest());
        };
    }

    /** What is wrong with a request, a line each. */
    static String rejected(ExportRejected rejected) {
        return lines(plain("rejected: %s, %s".formatted(rejected.reason(), rejected.detail())),
                rejected.problems().stream()
                        .map(problem -> plain("  %s %s".formatted(problem.field(), problem.detail()))));
    }

    private static String scope(ExportAccepted accepted) {
        var since = accepted.since();
        return (accepted.datasetCount() == 0 ? "the whole project" : count(accepted.datasetCount(), "dataset"))
                + (since == null ? "" : plain(", what changed since s3://%s/%s".formatted(since.bucket(), since.key())))
                + (accepted.dryRun() == null ? "" : ", a dry run");
    }

    private static String completed(ExportCompleted completed) {
        var totals = completed.totals();
        var head = "completed: %s, %,d with masks; %s, %s".formatted(count(totals.items(), "item"), totals.rendered(),
                count(completed.partCount(), "part"), QuantityText.bytes(totals.bytes()));
        return lines(head, completed.parts().stream().map(part -> "  " + part(part)))
                + warnings(completed.warnings()) + manifest(completed.manifest());
    }

    /** The end of a dry run. */
    static String estimate(@Nullable PlanEstimate estimate) {
        return estimate == null
                ? ""
                : "; a dry run: about %s in %s, %,d items without masks, %,d not selected".formatted(
                        QuantityText.bytes(estimate.bytes()), count(estimate.parts(), "part"), estimate.skipped(),
                        estimate.leftOut());
    }

    private static String part(ArchivePart part) {
        return plain(
                "s3://%s/%s, %s, SHA-256 %s".formatted(part.bucket(), part.key(), QuantityText.bytes(part.bytes()),
                        part.sha256()));
    }

    private static String warnings(WarningCounts warnings) {
        if (warnings.total() == 0) {
            return "";
        }
        var counts = warnings.counts().entrySet().stream()
                .map(count -> "%s %,d".formatted(count.getKey(), count.getValue()))
                .collect(Collectors.joining(", "));
        return "\n" + lines(plain("warnings: %s".formatted(counts)), warnings.examples().stream().limit(EXAMPLES)
                .map(example -> plain("  %s: %s".formatted(example.subject(), example.detail()))));
    }

    private static String manifest(@Nullable ObjectPointer manifest) {
        return manifest == null
                ? ""
                : "\n" + plain("manifest: s3://%s/%s, SHA-256 %s".formatted(manifest.bucket(), manifest.key(),
                        manifest.sha256()));
    }

    private static String lines(String head, Stream<String> rest) {
        return Stream.concat(Stream.of(head), rest).collect(Collectors.joining("\n"));
    }

    /** One line of printable characters. */
    static String plain(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]", "?");
    }
}
