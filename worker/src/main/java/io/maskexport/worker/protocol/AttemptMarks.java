package io.maskexport.worker.protocol;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.failure.FailureWording;
import io.maskexport.worker.failure.Sleeper;
import io.maskexport.worker.work.StopSignal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Counts the attempts on a record's work that ended with their process. An attempt leaves a mark before it begins, renews it
 * while it lasts, and takes it away however it ends; only what ends the process leaves it there, and unchanged. So before
 * a request is given up its marks are watched: what changes meanwhile belongs to an attempt that lives. What other records
 * ask for, be it the same, counts for itself. A finished part proves that the work is no poison, and wipes the slate clean.
 */
final class AttemptMarks {
    /** Attempts that may die before the request is given up. */
    static final int MAX_DEAD_ATTEMPTS = 5;
    /** How often an attempt shows that it lives. */
    static final Duration RENEWAL = Duration.ofSeconds(3);
    /** How long marks are watched; several renewals, as one may be late. */
    static final Duration WATCH = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(AttemptMarks.class);

    private final ObjectStore store;
    private final HostProcess host;
    private final Sleeper sleeper;
    private final ObjectRef marks;
    private final ObjectRef mark;
    private final AtomicInteger renewals = new AtomicInteger();
    private HostProcess.@Nullable TaskRepetition renewing;
    private boolean othersDied;
    private boolean stays;

    /**
     * @param marks folder of the record's marks
     * @param id of this attempt, unlike any other's
     */
    AttemptMarks(ProtocolPorts ports, ObjectRef marks, String id) {
        this.store = ports.store();
        this.host = ports.host();
        this.sleeper = ports.sleeper();
        this.marks = marks;
        this.mark = marks.resolve(id);
    }

    /** Starts the attempt, or starts it again; false when too many others died before. */
    boolean start(StopSignal stop) throws IOException, InterruptedException {
        int died = died(stop);
        othersDied = died > 0;
        if (died >= MAX_DEAD_ATTEMPTS) {
            LOG.warn("attempt {} is not made; earlier attempts that did not end: {}", mark, died);
            return false;
        }
        LOG.atLevel(othersDied ? Level.WARN : Level.DEBUG).log(
                "attempt {} begins; earlier attempts that did not end: {}", mark,
                died);
        renew();
        if (renewing == null) {
            renewing = host.repeat(RENEWAL, this::renew);
        }
        return true;
    }

    private int died(StopSignal stop) throws IOException, InterruptedException {
        var before = others();
        if (before.size() < MAX_DEAD_ATTEMPTS) {
            return before.size();
        }
        if (sleeper.sleep(WATCH, stop)) {
            throw new WorkStopped(WorkStopped.StopReason.TOLD_TO_STOP);
        }
        before.retainAll(others());
        return before.size();
    }

    /** Shows that this attempt lives, and finds out whether the work bucket does. */
    void renew() throws IOException {
        var content = Integer.toString(renewals.incrementAndGet()).getBytes(US_ASCII);
        answering(() -> store.put(mark, content, "text/plain"));
    }

    /** Finds out whether the work bucket takes writes; nothing is left there. */
    void probe() throws IOException {
        renew();
        store.delete(mark);
    }

    /** Something was achieved for good. */
    void achieved() throws IOException {
        if (othersDied) {
            for (var other : others()) {
                store.delete(other.ref());
            }
            othersDied = false;
        }
    }

    /** The process ends: the mark is to stay. */
    void stay() {
        stays = true;
    }

    void end() throws IOException {
        if (renewing != null) {
            renewing.close();
        }
        if (!stays) {
            answering(() -> {
                store.delete(mark);
                return mark;
            });
            LOG.debug("attempt {} ended", mark);
        }
    }

    private Set<ObjectInfo> others() throws IOException {
        return answering(() -> {
            var others = new HashSet<ObjectInfo>();
            store.list(marks).forEachRemaining(others::add);
            others.removeIf(other -> other.ref().equals(mark));
            return others;
        });
    }

    private interface StoreCall<T> {
        T run() throws IOException;
    }

    private <T> T answering(StoreCall<T> call) throws IOException {
        try {
            var result = call.run();
            host.workBucket(Optional.empty());
            return result;
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException | UncheckedIOException e) {
            host.workBucket(Optional.of(FailureWording.of(e)));
            throw e;
        }
    }
}
