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
 * @param cancelledAt destination that the cancellation names; may be wrong
 * @param change of the project during the export
 */
record ClientWorkload(ExportRequested request, TinyProject sample, List<Long> sent, List<Long> cancelled,
        BucketLocation cancelledAt,
        Optional<FileChange> change) {
    /** Destination of all exports. */
    static final BucketLocation DESTINATION = new BucketLocation(SimulatedBucket.NAME, "out/");
    /** Wrong destination that some cancellations name. */
    static final BucketLocation ELSEWHERE = new BucketLocation(SimulatedBucket.NAME, "elsewhere/");

    /** Where all projects are. */
    static final String SOURCES = "in/";

    private static final RenderChoices OPTIONS = new RenderChoices(false, false, 50, true, false, false, 2,
            CompatMode.STRICT);

    /** A file of the project is overwritten. */
    record FileChange(long at, String path, byte[] content) {}

    /** @param maxFailedItems null for any number */
    static ExportRequested request(String id, ArchiveOptions archive, @Nullable FailureBudget maxFailedItems) {
        return new ExportRequested(id, new BucketLocation(SimulatedBucket.NAME, SOURCES + id + "/"),
                new ProjectName(7, "lemons"), List.of(),
                OPTIONS, DESTINATION, archive, maxFailedItems, null);
    }

    /** Smallest number of images without a mask: a change may have replaced one in time. */
    long failingAtLeast() {
        return failing(path -> change.filter(change -> change.path().equals(path)).isEmpty());
    }

    /** Largest number of images without a mask. */
    long failingAtMost() {
        return failing(_ -> true);
    }

    private long failing(Predicate<String> counts) {
        return sample.items().stream().filter(path -> TinyProject.isFailing(sample.file(path))).filter(counts).count();
    }

    /** Whether this number of images without a mask exceeds the client's limit. */
    boolean isTooMany(long failing) {
        var budget = request.maxFailedItems();
        return budget != null && failing > budget.of(sample.items().size());
    }

    String source(String path) {
        return request.source().prefix() + path;
    }

    /** Folder of the export's objects. */
    String destination() {
        return request.destination().prefix() + request.requestId() + "/";
    }

    /** Folder that may only receive the manifest of a cancellation. */
    String elsewhere() {
        return ELSEWHERE.prefix() + request.requestId() + "/";
    }
}
