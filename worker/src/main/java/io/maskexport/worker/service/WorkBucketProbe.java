package io.maskexport.worker.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.failure.FailureWording;
import io.maskexport.worker.protocol.Janitor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place of plans and records, tried out before the worker takes work. Where it cannot be used, requests had better wait
 * than fail. What is found here holds for all buckets of the store: conditions, and listings that leave nothing out.
 */
final class WorkBucketProbe {
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(WorkBucketProbe.class);

    private final ObjectStore store;
    private final ObjectRef probes;
    private final ObjectRef claim;
    /** A key that shows whether listings tell keys as they are. */
    private final ObjectRef nested;

    WorkBucketProbe(ObjectStore store, ObjectRef folder) {
        this.store = store;
        this.probes = folder.resolve(Janitor.PROBES + UUID.randomUUID() + "/");
        this.claim = probes.resolve("claim");
        this.nested = probes.resolve("a +%25/b/c");
    }

    /**
     * Waits until it can be used.
     *
     * @param trouble is told each time why it cannot
     */
    void await(Consumer<String> trouble) throws InterruptedException {
        var said = "";
        for (var found = trouble(); found.isPresent(); found = trouble()) {
            var line = "the work bucket cannot be used: " + found.get();
            if (!line.equals(said)) {
                LOG.error("{}; tried again every {} s", line, AGAIN.toSeconds());
                said = line;
            }
            trouble.accept(line);
            Thread.sleep(AGAIN);
        }
    }

    private Optional<String> trouble() {
        try {
            tryOut();
            return Optional.empty();
        } catch (IOException | UncheckedIOException e) {
            return Optional.of(FailureWording.of(e));
        }
    }

    /** Does what the protocol rests on. */
    private void tryOut() throws IOException {
        store.delete(claim);
        store.putIfAbsent(claim, new byte[] {1}, "text/plain");
        if (store.putIfAbsent(claim, new byte[] {2}, "text/plain")) {
            LOG.warn("the store overwrites in spite of If-None-Match: workers that disagree may end an export twice");
        }
        store.put(nested, new byte[] {3}, "text/plain");
        tryListings();
        store.delete(nested);
        store.delete(claim);
    }

    private void tryListings() throws IOException {
        var versions = store.list(probes);
        for (var ref : List.of(nested, claim)) {
            if (!versions.hasNext()) {
                throw new IOException(ref + " was written, and the list of " + probes + " leaves it out");
            }
            var version = versions.next();
            if (!version.ref().equals(ref)) {
                throw new IOException("the list of " + probes + " names " + version.ref() + " instead of " + ref);
            }
            if (store.read(version).isEmpty()) {
                throw new IOException(ref + " was written, and is not there");
            }
        }
        var folders = store.folders(probes);
        if (!folders.equals(List.of("a +%25/"))) {
            throw new IOException("the list of " + probes + " by delimiter names the folders " + folders
                    + " and leaves out " + nested + ": the store cannot list folders");
        }
    }
}
