package io.maskexport.worker.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.failure.FailureWording;
import io.maskexport.worker.failure.Interruption;
import io.maskexport.worker.failure.NotUnderstood;
import io.maskexport.worker.plan.WorkFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears away what ended exports leave: first once more what their manifest does not list, which a worker that slept through
 * the end may have written, then their plan and records of progress. The end of an export whose destination took no manifest
 * stays. What workers that died left of trying the work bucket out goes too.
 */
public final class Janitor {
    /** Folder of the objects by which workers try the work bucket out; it is no request's id. */
    public static final String PROBES = ".probes/";

    /** Exports that a round looks at. */
    private static final long MAX_EXPORTS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Janitor.class);

    private final ProtocolPorts ports;
    private final ObjectStore store;
    private final Duration grace;
    private final long maxExports;

    /** @param grace how long after its end an export is left alone; longer than any worker sleeps */
    public Janitor(ProtocolPorts ports, Duration grace) {
        this(ports, grace, MAX_EXPORTS);
    }

    /** @param maxExports how many exports a round looks at, about */
    public Janitor(ProtocolPorts ports, Duration grace, long maxExports) {
        this.ports = ports;
        this.store = ports.store();
        this.grace = grace;
        this.maxExports = maxExports;
    }

    /** Goes through all exports once. Those it cannot clear away now wait for the next time. */
    public void run() throws IOException {
        goThrough(0, 1, Instant.MAX);
    }

    /**
     * Goes through the exports, or, where there are too many for a round, through some of them: each of several rounds
     * in a row has others. Needs memory for a page of names.
     *
     * @param round number of the round
     * @param until when to stop at the latest; the rest waits for another round
     */
    public void run(long round, Instant until) throws IOException {
        long exports = 0;
        for (var names = store.folderNames(ports.work()); names.hasNext(); names.next()) {
            exports++;
        }
        goThrough(round, Math.max(1, Math.ceilDiv(exports, maxExports)), until);
    }

    private void goThrough(long round, long rounds, Instant until) throws IOException {
        var names = store.folderNames(ports.work());
        while (names.hasNext() && ports.clock().instant().isBefore(until)) {
            var name = names.next();
            if (Math.floorMod(name.hashCode() - round, rounds) == 0) {
                clearOrLeave(name);
            }
        }
    }

    /** An interruption ends the round: every further folder would fail. */
    private void clearOrLeave(String name) throws IOException {
        try {
            switch (name) {
                case PROBES -> clearProbes();
                case TenantClaims.FOLDER -> clearClaims();
                case JanitorRounds.ROUNDS -> LOG.trace("{} are cleared away where rounds begin", name);
                default -> clear(name);
            }
        } catch (NotUnderstood e) {
            ports.host().notUnderstood(e);
        } catch (IOException | UncheckedIOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw Interruption.asIo(e);
            }
            LOG.warn("the records of {} are not deleted yet: {}", name, FailureWording.of(e));
        }
    }

    private void clearProbes() throws IOException {
        List<ObjectInfo> probes = new ArrayList<>();
        store.list(ports.work().resolve(PROBES)).forEachRemaining(probes::add);
        for (var probe : probes) {
            if (isOld(probe)) {
                store.delete(probe.ref());
            }
        }
    }

    /** Claims that a worker woke up too late for, or could not delete. */
    private void clearClaims() throws IOException {
        List<ObjectInfo> claims = new ArrayList<>();
        store.list(ports.work().resolve(TenantClaims.FOLDER)).forEachRemaining(claims::add);
        for (var claim : claims) {
            if (isOld(claim) && !TenantClaims.isInFlight(ports, claim)) {
                store.delete(claim.ref());
            }
        }
    }

    private void clear(String name) throws IOException {
        var folder = new WorkFolder(store, ports.work().resolve(name), ports.known());
        var announced = store.head(folder.announced());
        if (announced.isPresent() && isOld(announced.get())) {
            clear(name.substring(0, name.length() - 1), folder);
        }
    }

    private boolean isOld(ObjectInfo object) {
        return object.modified().plus(grace).isBefore(ports.clock().instant());
    }

    private void clear(String requestId, WorkFolder folder) throws IOException {
        var decision = folder.decision();
        if (decision.isPresent()) {
            var manifestCommit = new ManifestCommit(ports, requestId, decision.get().destination());
            var end = folder.end();
            if (end.isPresent()) {
                manifestCommit.sweepEnded(end.get());
            }
        }
        delete(folder, folder.isManifestWritten().orElse(true) ? Set.of() : folder.recordsOfEnd());
        LOG.info("deleted the records of {}", requestId);
    }

    /** The mark that it is over goes last, so that what was begun is ended another time. */
    private void delete(WorkFolder folder, Set<ObjectRef> kept) throws IOException {
        Set<ObjectRef> notNow = new HashSet<>(kept);
        notNow.add(folder.announced());
        folder.deleteExcept(notNow);
        if (kept.isEmpty()) {
            store.delete(folder.announced());
        }
    }
}
