package io.maskexport.worker.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place of plans and records, tried out before the worker takes work. Where it cannot be used, requests had better wait
 * than fail.
 */
final class WorkBucket {
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(WorkBucket.class);

    private final ObjectStore store;
    private final ObjectRef probe;

    WorkBucket(ObjectStore store, ObjectRef folder) {
        this.store = store;
        this.probe = folder.resolve("probe-" + UUID.randomUUID());
    }

    /** Waits until it can be used. */
    void await() throws InterruptedException {
        for (var trouble = trouble(); trouble.isPresent(); trouble = trouble()) {
            LOG.error("the work bucket cannot be used; tried again in {}: {}", AGAIN, trouble.get());
            Thread.sleep(AGAIN);
        }
    }

    private Optional<String> trouble() {
        try {
            tryOut();
            return Optional.empty();
        } catch (IOException | UncheckedIOException e) {
            return Optional.of(e.toString());
        }
    }

    /** Does what the protocol rests on. */
    private void tryOut() throws IOException {
        store.delete(probe);
        store.putIfAbsent(probe, new byte[] {1}, "text/plain");
        if (store.putIfAbsent(probe, new byte[] {2}, "text/plain")) {
            LOG.warn("the store overwrites in spite of If-None-Match: workers that disagree may end an export twice");
        }
        if (store.read(probe).isEmpty() || !store.list(probe).hasNext()) {
            throw new IOException(probe + " was written, and is not there");
        }
        store.delete(probe);
    }
}
