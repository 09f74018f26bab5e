package io.maskexport.resilience.simulation;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import io.maskexport.contracts.ArchiveOptions;
import io.maskexport.contracts.BucketLocation;
import io.maskexport.contracts.CompatMode;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.FailureBudget;
import io.maskexport.contracts.ProjectName;
import io.maskexport.contracts.RenderChoices;
import org.jspecify.annotations.Nullable;

/**
 * What a client does with one export. Times are in microseconds.
 *
 * @param sent when the request is sent, perhaps more than once
 * @param cancelled when its cancellation is sent
 * @param cancelledAt the destination that the cancellation names, which may be a wrong one
 * @param change of the project meanwhile
 */
record ClientWorkload(ExportRequested request, TinyProject sample, List<Long> sent, List<Long> cancelled,
        BucketLocation cancelledAt,
        Optional<FileChange> change) {
    /** Where all exports go. */
    static final BucketLocation DESTINATION = new BucketLocation(SimulatedBucket.NAME, "out/");
    /** Where some cancellations say that they go. */
    static final BucketLocation ELSEWHERE = new BucketLocation(SimulatedBucket.NAME, "elsewhere/");

    private static final RenderChoices OPTIONS = new RenderChoices(false, false, 50, true, false, false, 2,
            CompatMode.STRICT);

    /** A file of the project gets other content. */
    record FileChange(long at, String path, byte[] content) {}

    /** @param maxFailedItems null for any number */
    static ExportRequested request(String id, ArchiveOptions archive, @Nullable FailureBudget maxFailedItems) {
        return new ExportRequested(id, new BucketLocation(SimulatedBucket.NAME, "in/" + id + "/"),
                new ProjectName(7, "lemons"), List.of(),
                OPTIONS, DESTINATION, archive, maxFailedItems, null);
    }

    /** How many images have no mask, at least: one that changes may have been replaced in time. */
    long failingAtLeast() {
        return failing(path -> change.filter(change -> change.path().equals(path)).isEmpty());
    }

    /** How many images have no mask, at most. */
    long failingAtMost() {
        return failing(_ -> true);
    }

    private long failing(Predicate<String> counts) {
        return sample.items().stream().filter(path -> TinyProject.isFailing(sample.file(path))).filter(counts).count();
    }

    /** Whether so many images without a mask are more than the client allows. */
    boolean isTooMany(long failing) {
        var budget = request.maxFailedItems();
        return budget != null && failing > budget.of(sample.items().size());
    }

    String source(String path) {
        return request.source().prefix() + path;
    }

    /** Where everything goes that is made. */
    String destination() {
        return request.destination().prefix() + request.requestId() + "/";
    }

    /** Where nothing may go but the word that it was cancelled. */
    String elsewhere() {
        return ELSEWHERE.prefix() + request.requestId() + "/";
    }
}
