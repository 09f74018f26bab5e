package io.maskexport.worker.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.failure.FailureWording;
import io.maskexport.worker.failure.Interruption;
import io.maskexport.worker.failure.Sleeper;
import io.maskexport.worker.work.StopSignal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Counts the processes that died during attempts at a record. An attempt writes a mark before it begins, renews it while it
 * lasts, and deletes it however it ends; only an attempt that ends with its process leaves a mark that stays unchanged.
 * Several attempts of one process count as one death. Before a request is given up, the marks are watched: a process that renews
 * one of them lives. Each record is counted separately, even if two ask for the same thing. A finished part proves that the
 * work does not kill its process, and deletes all marks.
 */
final class AttemptMarks {
    /** Processes that may die before the request is given up. */
    static final int MAX_DEAD_PROCESSES = 5;
    /** How often an attempt renews its mark. */
    static final Duration RENEWAL = Duration.ofSeconds(3);
    /** How long marks are watched: several renewals, because one may be late. */
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
     * @param id of this attempt, unlike any other's; without {@code -}
     */
    AttemptMarks(ProtocolPorts ports, ObjectRef marks, String id) {
        this.store = ports.store();
        this.host = ports.host();
        this.sleeper = ports.sleeper();
        this.marks = marks;
        this.mark = marks.resolve(host.id() + "-" + id);
    }

    /** Starts the attempt, or starts it again; false when too many others died before. */
    boolean start(StopSignal stop) throws IOException, InterruptedException {
        int died = deadProcesses(stop);
        othersDied = died > 0;
        if (died >= MAX_DEAD_PROCESSES) {
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

    private int deadProcesses(StopSignal stop) throws IOException, InterruptedException {
        var before = others();
        int left = processes(before).size();
        if (left < MAX_DEAD_PROCESSES) {
            return left;
        }
        if (sleeper.sleep(WATCH, stop)) {
            throw new WorkStopped(WorkStopped.StopReason.TOLD_TO_STOP);
        }
        var after = others();
        var unchanged = new HashSet<>(before);
        unchanged.retainAll(after);
        after.removeAll(before);
        var dead = processes(unchanged);
        dead.removeAll(processes(after));
        return dead.size();
    }

    private static Set<String> processes(Set<ObjectInfo> marks) {
        return marks.stream().map(mark -> process(mark.ref())).collect(Collectors.toCollection(HashSet::new));
    }

    private static String process(ObjectRef mark) {
        var name = mark.key().substring(mark.key().lastIndexOf('/') + 1);
        int end = name.lastIndexOf('-');
        return end < 0 ? name : name.substring(0, end); // earlier versions did not name the process
    }

    /** Renews the mark, which also probes the work bucket. */
    void renew() throws IOException {
        var content = Integer.toString(renewals.incrementAndGet()).getBytes(US_ASCII);
        answering(() -> store.put(mark, content, "text/plain"));
    }

    /** Probes whether the work bucket accepts writes; leaves nothing there. */
    void probe() throws IOException {
        renew();
        store.delete(mark);
    }

    /** A part is finished: no earlier attempt counts any more. */
    void achieved() throws IOException {
        if (othersDied) {
            for (var other : others()) {
                store.delete(other.ref());
            }
            othersDied = false;
        }
    }

    /** Keeps the mark when the process ends. */
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

    /** The marks of other processes; this one is alive. */
    private Set<ObjectInfo> others() throws IOException {
        return answering(() -> {
            var others = new HashSet<ObjectInfo>();
            store.list(marks).forEachRemaining(others::add);
            others.removeIf(other -> process(other.ref()).equals(host.id()));
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
        } catch (IOException | UncheckedIOException e) {
            if (!Interruption.is(e)) {
                host.workBucket(Optional.of(FailureWording.of(e)));
            }
            throw e;
        }
    }
}
