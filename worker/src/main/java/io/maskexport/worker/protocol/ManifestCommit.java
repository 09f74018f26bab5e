package io.maskexport.worker.protocol;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.maskexport.archive.ArchiveNames;
import io.maskexport.archive.Naming;
import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.CancellationEffect;
import io.maskexport.contracts.ExportEvent;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.ObjectPointer;
import io.maskexport.contracts.TerminalEvent;
import io.maskexport.contracts.TraceContext;
import io.maskexport.export.RootFiles;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.failure.BrokenAnswer;
import io.maskexport.worker.failure.Failure;
import io.maskexport.worker.failure.Interruption;
import io.maskexport.worker.failure.Sleeper;
import io.maskexport.worker.manifest.ExportFileNames;
import io.maskexport.worker.plan.SelectionRules;
import io.maskexport.worker.plan.WorkFolder;
import io.maskexport.worker.work.StopSignal;
import org.apache.commons.codec.digest.DigestUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends an export. The first worker to write {@code end.json} decides the end. Then the manifest is written to the
 * destination, objects that it does not list are deleted, and the terminal event is published. So no end is announced that
 * is not recorded, and a destination that refuses the manifest cannot cause a second end.
 */
public final class ManifestCommit {
    /** Time for the worker that ended an export to announce it. */
    private static final Duration ANNOUNCEMENT_WAIT = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(ManifestCommit.class);

    private final ObjectStore store;
    private final EventSink events;
    private final EndListener ends;
    private final Sleeper sleeper;
    private final WorkFolder folder;
    private final ObjectRef destination;
    private final Optional<CancellationEffect> effect;

    ManifestCommit(ProtocolPorts ports, String requestId, ObjectRef destination) {
        this(ports, requestId, destination, Optional.empty());
    }

    /** @param effect what the event says to the sender of a cancellation */
    ManifestCommit(ProtocolPorts ports, String requestId, ObjectRef destination, Optional<CancellationEffect> effect) {
        this.store = ports.store();
        this.events = ports.events();
        this.ends = ports.ends();
        this.sleeper = ports.sleeper();
        this.folder = ports.folder(requestId);
        this.destination = destination;
        this.effect = effect;
    }

    /** The valid manifest, and the SHA-256 of its object. */
    record CommittedManifest(Manifest manifest, String sha256) {}

    /** The manifest at the destination, if the export has ended. */
    Optional<CommittedManifest> manifest() throws IOException {
        var ref = destination.resolve(ExportFileNames.MANIFEST);
        var content = store.read(ref);
        return content.isEmpty()
                ? Optional.empty()
                : Optional.of(new CommittedManifest(folder.json().object(ref, content.get(), Manifest.class),
                        DigestUtils.sha256Hex(content.get())));
    }

    /** Whether the end of the export is decided. */
    boolean isEndDecided() throws IOException {
        return folder.hasEnd() || store.head(destination.resolve(ExportFileNames.MANIFEST)).isPresent();
    }

    /**
     * Ends the export with this manifest unless its end is decided, and announces the end. A worker that comes second first
     * waits for the other, then makes sure that the end is announced: the first may have been an earlier call of its own
     * whose answer was lost.
     */
    void commit(Manifest manifest, TraceContext trace) throws IOException, InterruptedException {
        var committed = manifest();
        if (committed.isPresent()) {
            announceOnce(committed.get(), trace);
        } else if (decide(manifest)) {
            announce(writeManifest(manifest), trace);
        } else {
            sleeper.sleep(ANNOUNCEMENT_WAIT, new StopSignal());
            announceIfEnded(trace);
        }
    }

    /** Announces the end unless it was announced; false if the export has not ended. */
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

    /** Announces the end again for a client that repeats its request or cancels; false if the export has not ended. */
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
     * As {@link #commit}, for a destination that may refuse or not return a manifest: then only the work folder records the
     * end, and the event says so. Not for a completed export, which needs its manifest.
     */
    void commitOrKeepEnd(Manifest manifest, TraceContext trace) throws IOException, InterruptedException {
        boolean first = decide(manifest);
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

    /** Decides how the export ends; false if that was already decided. */
    private boolean decide(Manifest end) throws IOException {
        boolean first = folder.recordEnd(end);
        if (first) {
            ends.ended(end);
        }
        return first;
    }

    /** Writes the manifest of a decided end if there is none; returns the one that is there. */
    private CommittedManifest writeManifest(Manifest decided) throws IOException {
        var ref = destination.resolve(ExportFileNames.MANIFEST);
        var content = JsonRecords.writePretty(decided);
        return store.putIfAbsent(ref, content, "application/json")
                ? new CommittedManifest(decided, DigestUtils.sha256Hex(content))
                : manifest().orElseThrow(() -> new BrokenAnswer(ref + " existed, and is gone"));
    }

    /** Announces an end that a worker may have died before announcing. */
    private void announceOnce(CommittedManifest committed, TraceContext trace)
            throws IOException, InterruptedException {
        if (folder.isAnnounced()) {
            sweep(committed.manifest());
        } else {
            announce(committed, trace);
        }
    }

    /** Publishes the terminal event, even if it was published before. */
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

    /** Publishes the event of an end that only the work folder records. */
    private void announceUnwritten(Manifest decided, TraceContext trace) throws IOException, InterruptedException {
        if (folder.recordManifestWritten(false)) {
            announce(writeManifest(decided), trace);
        } else {
            publish(TerminalEvent.withoutManifest(decided), trace);
        }
    }

    private void publish(ExportEvent event, TraceContext trace) throws IOException, InterruptedException {
        if (effect.isPresent()) {
            events.answer(event, effect.get(), trace);
        } else {
            events.publish(event, trace);
        }
        folder.markAnnounced();
    }

    /** Deletes objects that the manifest, or else the decided end, does not list. */
    void sweepEnded(Manifest decided) throws IOException {
        try {
            sweep(manifest().map(CommittedManifest::manifest).orElse(decided));
        } catch (Failure.Terminal | BrokenAnswer e) {
            LOG.warn("objects that {} does not list were not deleted: {}",
                    destination.resolve(ExportFileNames.MANIFEST), e.toString());
        }
    }

    /**
     * Deletes objects that the manifest does not list: those of abandoned attempts and of workers that resumed too late.
     * If the store does not allow that, they stay, and the end is announced all the same.
     */
    private void sweep(Manifest manifest) throws IOException {
        tolerate(this::abortUploads);
        var request = manifest.request();
        if (request != null) { // otherwise it was never planned
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
        Set<String> keys = content.parts().stream().flatMap(ManifestCommit::keys).collect(Collectors.toSet());
        keys.add(destination.resolve(ExportFileNames.SUMS).key());
        var warnings = content.warnings().list();
        if (warnings != null) {
            keys.add(warnings.key());
        }
        content.splits().forEach(split -> keys.add(split.list().key()));
        content.files().forEach(file -> keys.add(file.key()));
        var delta = content.delta();
        if (delta != null) {
            delta.lists().forEach(list -> keys.add(list.key()));
        }
        return keys;
    }

    private static Stream<String> keys(ArchivePart part) {
        var index = part.index();
        return index == null ? Stream.of(part.key()) : Stream.of(part.key(), index.key());
    }

    private static boolean isOurs(ExportRequested request, String name) {
        return name.equals(ExportFileNames.SUMS) || name.equals(ExportFileNames.WARNINGS)
                || SelectionRules.of(request.split()).files().contains(name)
                || (request.since() != null && ExportFileNames.DELTA.contains(name))
                || (request.archive().sharded() && RootFiles.all().contains(name))
                || new ArchiveNames(ExportFileNames.stem(request), Naming.PART, 1).isOurs(name);
    }
}
