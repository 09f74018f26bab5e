package io.maskexport.worker.service;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.failure.DependencyWait;
import io.maskexport.worker.protocol.Janitor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the work bucket at startup. If it is unusable, requests should wait rather than fail. The result stands for
 * all buckets of the store: whether conditional writes work, and whether listings are complete.
 */
final class WorkBucketProbe {
    private static final Logger LOG = LoggerFactory.getLogger(WorkBucketProbe.class);

    private final ObjectStore store;
    private final ObjectRef probes;
    private final ObjectRef claim;
    /** A key that shows whether listings return keys unchanged. */
    private final ObjectRef nested;

    WorkBucketProbe(ObjectStore store, ObjectRef folder) {
        this.store = store;
        this.probes = folder.resolve(Janitor.PROBES + UUID.randomUUID() + "/");
        this.claim = probes.resolve("claim");
        this.nested = probes.resolve("a +%25/b/c");
    }

    /**
     * Waits until the work bucket is usable.
     *
     * @param problem receives the reason after each failed check
     */
    void await(Consumer<String> problem) throws InterruptedException {
        var logged = new AtomicReference<>("");
        DependencyWait.untilAnswered(() -> {
            check();
            return claim;
        }, reason -> {
            var line = "the work bucket is not usable: " + reason;
            if (!line.equals(logged.getAndSet(line))) {
                LOG.error("{}; retrying every {} s", line, DependencyWait.INTERVAL.toSeconds());
            }
            problem.accept(line);
        });
    }

    /** Writes, lists and deletes an object: enough to see that a bucket that passed the checks is usable again. */
    void write() throws IOException {
        store.put(claim, new byte[0], "text/plain");
        var _ = store.list(probes).hasNext();
        store.delete(claim);
    }

    /** Runs the operations that the protocol relies on. */
    private void check() throws IOException {
        store.delete(claim);
        store.putIfAbsent(claim, new byte[] {1}, "text/plain");
        if (store.putIfAbsent(claim, new byte[] {2}, "text/plain")) {
            LOG.warn("the store ignores If-None-Match: two workers may end the same export differently");
        }
        store.put(nested, new byte[] {3}, "text/plain");
        checkListings();
        store.delete(nested);
        store.delete(claim);
    }

    private void checkListings() throws IOException {
        var versions = store.list(probes);
        for (var ref : List.of(nested, claim)) {
            if (!versions.hasNext()) {
                throw new IOException(ref + " was written, but the listing of " + probes + " omits it");
            }
            var version = versions.next();
            if (!version.ref().equals(ref)) {
                throw new IOException("the listing of " + probes + " returns " + version.ref() + " instead of " + ref);
            }
            if (store.read(version).isEmpty()) {
                throw new IOException(ref + " was written, but is missing");
            }
        }
        var folders = store.folders(probes);
        if (!folders.equals(List.of("a +%25/"))) {
            throw new IOException("the list of " + probes + " with a delimiter returns the folders " + folders
                    + " and omits " + nested + ": the store cannot list folders");
        }
    }
}
