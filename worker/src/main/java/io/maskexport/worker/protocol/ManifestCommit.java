package io.maskexport.worker.protocol;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.maskexport.archive.ArchiveNames;
import io.maskexport.archive.Naming;
import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.ObjectPointer;
import io.maskexport.contracts.TerminalEvent;
import io.maskexport.contracts.TraceContext;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.failure.BrokenAnswer;
import io.maskexport.worker.failure.Failure;
import io.maskexport.worker.failure.Interruption;
import io.maskexport.worker.failure.Sleeper;
import io.maskexport.worker.manifest.ExportFileNames;
import io.maskexport.worker.plan.StoredJson;
import io.maskexport.worker.plan.WorkFolder;
import io.maskexport.worker.work.StopSignal;
import org.apache.commons.codec.digest.DigestUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How an export ends. Whoever is first decides it in the work folder; then the manifest says so at the destination, what it
 * does not list is removed, and the terminal event that follows from it is published. So no end is told that is not
 * written, and a destination that refuses the manifest cannot make a second one.
 */
public final class ManifestCommit {
    /** Time for whoever ends an export to tell so. */
    private static final Duration ANNOUNCEMENT_WAIT = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(ManifestCommit.class);

    private final ObjectStore store;
    private final EventSink events;
    private final Sleeper sleeper;
    private final WorkFolder folder;
    private final ObjectRef destination;

    ManifestCommit(ProtocolPorts ports, String requestId, ObjectRef destination) {
        this.store = ports.store();
        this.events = ports.events();
        this.sleeper = ports.sleeper();
        this.folder = ports.folder(requestId);
        this.destination = destination;
    }

    /** A manifest that holds, and the SHA-256 of the object. */
    record CommittedManifest(Manifest manifest, String sha256) {}

    /** The manifest that holds, if the export has ended. */
    Optional<CommittedManifest> manifest() throws IOException {
        var ref = destination.resolve(ExportFileNames.MANIFEST);
        var content = store.read(ref);
        return content.isEmpty()
                ? Optional.empty()
                : Optional.of(new CommittedManifest(StoredJson.read(ref, content.get(), Manifest.class),
                        DigestUtils.sha256Hex(content.get())));
    }

    /** Whether it is decided how the export ends. */
    boolean isEndDecided() throws IOException {
        return folder.hasEnd() || store.head(destination.resolve(ExportFileNames.MANIFEST)).isPresent();
    }

    /**
     * Ends the export as the manifest says, unless its end is decided; whoever decides it tells so. Whoever comes second
     * makes sure that it is told, once the first had its turn: that may have been an earlier call of its own, whose answer
     * was lost.
     */
    void commit(Manifest manifest, TraceContext trace) throws IOException, InterruptedException {
        var committed = manifest();
        if (committed.isPresent()) {
            announceOnce(committed.get(), trace);
        } else if (folder.recordEnd(manifest)) {
            announce(writeManifest(manifest), trace);
        } else {
            sleeper.sleep(ANNOUNCEMENT_WAIT, new StopSignal());
            announceIfEnded(trace);
        }
    }

    /** Tells how the export ended, if it has, unless that was told; false when it has not ended. */
    boolean announceIfEnded(TraceContext trace) throws IOException, InterruptedException {
        var decided = folder.end();
        if (decided.isPresent() && folder.isAnnounced()) {
            sweepEnded(decided.get());
            return true;
        }
        var committed = decided.isPresent() ? Optional.of(writeManifest(decided.get())) : manifest();
        if (committed.isPresent()) {
            announceOnce(committed.get(), trace);
        }
        return committed.isPresent();
    }

    /** Tells a client that asks again how the export ended; false when it has not ended. */
    boolean announceAgain(TraceContext trace) throws IOException, InterruptedException {
        var decided = folder.end();
        if (decided.isPresent() && folder.isManifestWritten().equals(Optional.of(false))) {
            announceUnwritten(decided.get(), trace);
            return true;
        }
        var committed = decided.isPresent() ? Optional.of(writeManifest(decided.get())) : manifest();
        if (committed.isPresent()) {
            announce(committed.get(), trace);
        }
        return committed.isPresent();
    }

    /**
     * Ends the export as {@link #commit} does, where the destination does not take a manifest, or cannot be asked for one: then
     * the work folder alone holds the end, and the event says so. Not for a completed export, whose manifest has to be there.
     */
    void commitOrKeepEnd(Manifest manifest, TraceContext trace) throws IOException, InterruptedException {
        boolean first = folder.recordEnd(manifest);
        var decided = first ? manifest : folder.end().orElseThrow(() -> new BrokenAnswer("an end is gone"));
        if (!first && folder.isAnnounced()) {
            return;
        }
        try {
            announce(writeManifest(decided), trace);
        } catch (IOException e) {
            if (Interruption.is(e) || decided.status() == Manifest.ManifestStatus.COMPLETED) {
                throw e;
            }
            LOG.warn("{} cannot be written; only the work folder records how the export ended",
                    destination.resolve(ExportFileNames.MANIFEST), e);
            announceUnwritten(decided, trace);
        }
    }

    /** Writes the manifest of a decided end, if it is not there; returns the one that is. */
    private CommittedManifest writeManifest(Manifest decided) throws IOException {
        var ref = destination.resolve(ExportFileNames.MANIFEST);
        var content = JsonRecords.writePretty(decided);
        return store.putIfAbsent(ref, content, "application/json")
                ? new CommittedManifest(decided, DigestUtils.sha256Hex(content))
                : manifest().orElseThrow(() -> new BrokenAnswer(ref + " existed, and is gone"));
    }

    /** Announces an end that may have been left unannounced by a worker that died. */
    private void announceOnce(CommittedManifest committed, TraceContext trace)
            throws IOException, InterruptedException {
        if (folder.isAnnounced()) {
            sweep(committed.manifest());
        } else {
            announce(committed, trace);
        }
    }

    /** Publishes the event of an ended export, again if need be. */
    private void announce(CommittedManifest committed, TraceContext trace) throws IOException, InterruptedException {
        var manifest = committed.manifest();
        sweep(manifest);
        if (manifest.status() != Manifest.ManifestStatus.COMPLETED && !folder.recordManifestWritten(true)) {
            publish(TerminalEvent.withoutManifest(manifest), trace);
            return;
        }
        var ref = destination.resolve(ExportFileNames.MANIFEST);
        publish(TerminalEvent.of(manifest, new ObjectPointer(ref.bucket(), ref.key(), committed.sha256())), trace);
    }

    /** Publishes the event of an end that only the work folder holds. */
    private void announceUnwritten(Manifest decided, TraceContext trace) throws IOException, InterruptedException {
        if (folder.recordManifestWritten(false)) {
            announce(writeManifest(decided), trace);
        } else {
            publish(TerminalEvent.withoutManifest(decided), trace);
        }
    }

    private void publish(TerminalEvent event, TraceContext trace) throws IOException, InterruptedException {
        events.publish(event, trace);
        folder.markAnnounced();
    }

    /** Removes what an ended export does not list, as its manifest says, or, where there is none, the decided end. */
    void sweepEnded(Manifest decided) throws IOException {
        try {
            sweep(manifest().map(CommittedManifest::manifest).orElse(decided));
        } catch (Failure.Terminal | BrokenAnswer e) {
            LOG.warn("objects that {} does not list were not deleted: {}",
                    destination.resolve(ExportFileNames.MANIFEST), e.toString());
        }
    }

    /**
     * Removes what the manifest does not list: of attempts that were given up, or whose worker woke up too late. What the
     * store does not allow stays: that is no reason not to tell of the end.
     */
    private void sweep(Manifest manifest) throws IOException {
        tolerate(this::abortUploads);
        var request = manifest.request();
        if (request != null) { // else nobody ever planned it
            tolerate(() -> sweep(request, listed(manifest)));
        }
    }

    private interface CommitStep {
        void run() throws IOException;
    }

    private void tolerate(CommitStep step) throws IOException {
        try {
            step.run();
        } catch (Failure.Terminal e) {
            LOG.warn("objects that {} does not list were not deleted: {}",
                    destination.resolve(ExportFileNames.MANIFEST), e.getMessage());
        }
    }

    private void abortUploads() throws IOException {
        for (var upload : store.openUploads(destination)) {
            store.abort(upload);
        }
    }

    private void sweep(ExportRequested request, Set<String> listed) throws IOException {
        var objects = store.list(destination);
        while (objects.hasNext()) {
            var ref = objects.next().ref();
            if (!listed.contains(ref.key()) && isOurs(request, ref.key().substring(destination.key().length()))) {
                store.delete(ref);
            }
        }
    }

    private Set<String> listed(Manifest manifest) {
        var content = manifest.content();
        if (content == null) {
            return Set.of();
        }
        Set<String> keys = content.parts().stream().map(ArchivePart::key).collect(Collectors.toSet());
        keys.add(destination.resolve(ExportFileNames.SUMS).key());
        var warnings = content.warnings().list();
        if (warnings != null) {
            keys.add(warnings.key());
        }
        return keys;
    }

    private static boolean isOurs(ExportRequested request, String name) {
        return name.equals(ExportFileNames.SUMS) || name.equals(ExportFileNames.WARNINGS)
                || new ArchiveNames(ExportFileNames.stem(request), Naming.PART, 1).isOurs(name);
    }
}
