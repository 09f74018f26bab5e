package io.maskexport.worker.status;

import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.maskexport.contracts.BucketLocation;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.RequestId;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.failure.NotUnderstood;
import io.maskexport.worker.manifest.ExportFileNames;
import io.maskexport.worker.plan.ExportDecision;
import io.maskexport.worker.plan.KnownFeatures;
import io.maskexport.worker.plan.Plan;
import io.maskexport.worker.plan.PlannedExport;
import io.maskexport.worker.plan.WorkFolder;

/**
 * Reads how exports stand.
 *
 * @param work folder of all plans and records of progress
 */
public record ExportStatusReader(ObjectStore store, ObjectRef work) {
    /**
     * How an export stands, from its records; if they were deleted, from its manifest.
     *
     * @param below where its request puts it; without, an export whose records were deleted is unknown
     */
    public ExportStatus of(String requestId, Optional<BucketLocation> below) throws IOException {
        try {
            var folder = new WorkFolder(store, work.resolve(requestId + "/"), KnownFeatures.OF_THIS_BUILD);
            var decision = folder.decision();
            if (decision.isPresent()) {
                return decided(requestId, folder, decision.get());
            }
            if (below.isPresent()) {
                var destination = PlannedExport.destination(below.get(), requestId);
                var manifest = manifest(destination);
                if (manifest.isPresent()) {
                    return ExportStatus.ended(requestId, manifest.get(), destination, null);
                }
            }
            return ExportStatus.of(requestId, folder.isEmpty() ? ExportState.UNKNOWN : ExportState.TAKEN, null);
        } catch (NotUnderstood e) {
            return ExportStatus.of(requestId, ExportState.OTHER_VERSION, e.getMessage());
        }
    }

    /** The end of an export, from its records; empty if it has none. */
    Optional<RecordedEnd> recordedEnd(String requestId) throws IOException {
        var folder = new WorkFolder(store, work.resolve(requestId + "/"), KnownFeatures.OF_THIS_BUILD);
        var decision = folder.decision();
        if (decision.isEmpty()) {
            return Optional.empty();
        }
        var destination = decision.get().destination();
        var recorded = folder.end();
        return (recorded.isPresent() ? recorded : manifest(destination))
                .map(manifest -> new RecordedEnd(manifest, destination));
    }

    /** @param destination folder of the manifest and the parts */
    record RecordedEnd(Manifest manifest, ObjectRef destination) {}

    private ExportStatus decided(String requestId, WorkFolder folder, ExportDecision decision) throws IOException {
        var end = folder.end();
        if (end.isPresent()) {
            return ExportStatus.ended(requestId, end.get(), decision.destination(),
                    folder.endedAt().map(Instant::toString).orElse(null));
        }
        var manifest = manifest(decision.destination());
        if (manifest.isPresent()) {
            return ExportStatus.ended(requestId, manifest.get(), decision.destination(), null);
        }
        return decision instanceof Plan plan
                ? ExportStatus.running(plan, folder.progress(plan))
                : ExportStatus.of(requestId, ExportState.TAKEN, null);
    }

    private Optional<Manifest> manifest(ObjectRef destination) throws IOException {
        var content = store.read(destination.resolve(ExportFileNames.MANIFEST));
        return content.isEmpty() ? Optional.empty() : Optional.of(Manifest.read(content.get()));
    }

    /** Ids of all exports that have records: those in progress, and those that ended of late. */
    public Iterator<String> recordedIds() throws IOException {
        return ids(work);
    }

    /** All exports that have records. */
    public void forEachRecorded(Consumer<ExportStatus> receiver) throws IOException {
        for (var ids = recordedIds(); ids.hasNext();) {
            receiver.accept(of(ids.next(), Optional.empty()));
        }
    }

    /** All exports that ended below a folder, from their manifests. */
    public void forEachEnded(BucketLocation below, Consumer<ExportStatus> receiver) throws IOException {
        for (var ids = ids(new ObjectRef(below.bucket(), below.prefix())); ids.hasNext();) {
            var id = ids.next();
            var destination = PlannedExport.destination(below, id);
            try {
                manifest(destination).ifPresent(end -> receiver.accept(ExportStatus.ended(id, end, destination, null)));
            } catch (JsonProcessingException e) {
                receiver.accept(ExportStatus.of(id, ExportState.OTHER_VERSION, "its manifest cannot be read"));
            }
        }
    }

    private Iterator<String> ids(ObjectRef folder) throws IOException {
        var names = Spliterators.spliteratorUnknownSize(store.folderNames(folder), Spliterator.ORDERED);
        return StreamSupport.stream(names, false).map(name -> name.substring(0, name.length() - 1))
                .filter(RequestId::isValid).iterator();
    }
}
