package io.maskexport.worker.protocol;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.maskexport.archive.ArchiveNames;
import io.maskexport.archive.Naming;
import io.maskexport.archive.SafeName;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.Json;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.ObjectPointer;
import io.maskexport.contracts.Part;
import io.maskexport.contracts.TerminalEvent;
import io.maskexport.contracts.Trace;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.failure.BrokenAnswer;
import io.maskexport.worker.failure.Failure;
import io.maskexport.worker.intake.Stop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How an export ends: the manifest, written by whoever is first, decides. Then what it does not list is removed, and the
 * terminal event that follows from it is published.
 */
final class Settlement {
    static final String MANIFEST = "manifest.json";
    static final String SUMS = "SHA256SUMS";
    static final String WARNINGS = "warnings.ndjson";

    /** Time for whoever ends an export to tell so. */
    private static final Duration TURN = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

    private final ObjectStore store;
    private final EventSink events;
    private final Patience patience;
    private final WorkFolder folder;
    private final ObjectRef destination;

    Settlement(Site site, String requestId, ObjectRef destination) {
        this.store = site.store();
        this.events = site.events();
        this.patience = site.patience();
        this.folder = site.folder(requestId);
        this.destination = destination;
    }

    /** A manifest that holds, and the SHA-256 of the object. */
    record Settled(Manifest manifest, String sha256) {
        static Settled of(byte[] content) throws IOException {
            return new Settled(Json.read(content, Manifest.class), Digests.sha256(content));
        }
    }

    /** The manifest that holds, if the export has ended. */
    Optional<Settled> manifest() throws IOException {
        var content = store.read(destination.resolve(MANIFEST));
        return content.isEmpty() ? Optional.empty() : Optional.of(Settled.of(content.get()));
    }

    /** Whether the export has ended. */
    boolean isSettled() throws IOException {
        return store.head(destination.resolve(MANIFEST)).isPresent();
    }

    /**
     * Ends the export as the manifest says, unless it has ended; whoever ends it tells so. Whoever comes second makes sure
     * that it is told, once the first had its turn: that may have been an earlier call of its own, whose answer was lost.
     */
    void settle(Manifest manifest, Trace trace) throws IOException, InterruptedException {
        var ref = destination.resolve(MANIFEST);
        var content = Json.writePretty(manifest);
        if (store.putIfAbsent(ref, content, "application/json")) {
            announce(new Settled(manifest, Digests.sha256(content)), trace);
        } else {
            patience.await(TURN, new Stop());
            announceOnce(manifest().orElseThrow(() -> new BrokenAnswer(ref + " was there, and is gone")), trace);
        }
    }

    /** Ends the export as the manifest says; one that has ended is told to have ended as it did. */
    void end(Manifest manifest, Trace trace) throws IOException, InterruptedException {
        var settled = manifest();
        if (settled.isPresent()) {
            announceOnce(settled.get(), trace);
        } else {
            settle(manifest, trace);
        }
    }

    /** Announces an end that may have been left unannounced by a worker that died. */
    void announceOnce(Settled settled, Trace trace) throws IOException, InterruptedException {
        if (store.head(folder.announced()).isEmpty()) {
            announce(settled, trace);
        } else {
            sweep(settled.manifest());
        }
    }

    /** Publishes the event of an ended export, again if need be. */
    void announce(Settled settled, Trace trace) throws IOException, InterruptedException {
        sweep(settled.manifest());
        var ref = destination.resolve(MANIFEST);
        events.publish(
                TerminalEvent.of(settled.manifest(), new ObjectPointer(ref.bucket(), ref.key(), settled.sha256())),
                trace);
        store.put(folder.announced(), new byte[0], "text/plain");
    }

    /**
     * Removes what the manifest does not list: of attempts that were given up, or whose worker woke up too late. What the
     * store does not allow stays: that is no reason not to tell of the end.
     */
    void sweep(Manifest manifest) throws IOException {
        tolerate(this::abortUploads);
        var request = manifest.request();
        if (request != null) { // else nobody ever planned it
            tolerate(() -> sweep(request, listed(manifest)));
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private void tolerate(Step step) throws IOException {
        try {
            step.run();
        } catch (Failure.Terminal e) {
            LOG.warn("what {} does not list stays: {}", destination.resolve(MANIFEST), e.getMessage());
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
        Set<String> keys = content.parts().stream().map(Part::key).collect(Collectors.toSet());
        keys.add(destination.resolve(SUMS).key());
        var warnings = content.warnings().list();
        if (warnings != null) {
            keys.add(warnings.key());
        }
        return keys;
    }

    private static boolean isOurs(ExportRequested request, String name) {
        return name.equals(SUMS) || name.equals(WARNINGS)
                || new ArchiveNames(stem(request), Naming.PART, 1).isOurs(name);
    }

    /** What the archive's files are called before their numbers. */
    static String stem(ExportRequested request) {
        return SafeName.segment(request.project().id() + "_" + request.project().name());
    }
}
