package io.maskexport.worker.protocol;

import java.io.IOException;
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

/**
 * How an export ends: the manifest, written by whoever is first, decides. Then what it does not list is removed, and the
 * terminal event that follows from it is published.
 */
final class Settlement {
    static final String MANIFEST = "manifest.json";
    static final String SUMS = "SHA256SUMS";
    static final String WARNINGS = "warnings.ndjson";

    private final ObjectStore store;
    private final EventSink events;
    private final WorkFolder folder;
    private final ObjectRef destination;

    Settlement(Site site, String requestId, ObjectRef destination) {
        this.store = site.store();
        this.events = site.events();
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

    /** Ends the export as the manifest says, unless it has ended; whoever ends it tells so. */
    void settle(Manifest manifest, Trace trace) throws IOException, InterruptedException {
        var content = Json.writePretty(manifest);
        if (store.putIfAbsent(destination.resolve(MANIFEST), content, "application/json")) {
            announce(new Settled(manifest, Digests.sha256(content)), trace);
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

    /** Removes what the manifest does not list: of attempts that were given up, or whose worker woke up too late. */
    void sweep(Manifest manifest) throws IOException {
        for (var upload : store.openUploads(destination)) {
            store.abort(upload);
        }
        var request = manifest.request();
        if (request == null) {
            return;
        }
        var listed = listed(manifest);
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
