package io.maskexport.worker.service;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.maskexport.worker.failure.NotUnderstood;
import io.maskexport.worker.failure.Sleeper;
import io.maskexport.worker.plan.SideSteps;
import io.maskexport.worker.protocol.HostProcess;
import io.maskexport.worker.work.StopSignal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** This process as the protocol sees it. Tracks whether the work bucket is usable. */
final class WorkerHost implements HostProcess {
    private static final int MAX_WARNED = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(WorkerHost.class);

    private final String id = UUID.randomUUID().toString();
    private final Runnable end;
    private final Runnable left;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();
    private volatile Optional<String> problem = Optional.empty();

    /**
     * @param end ends the process and does not return
     * @param left counts records that were left to another version
     */
    WorkerHost(Runnable end, Runnable left) {
        this.end = end;
        this.left = left;
    }

    /** Why the work bucket is unusable; empty if it is usable. */
    Optional<String> problem() {
        return problem;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public void workBucket(Optional<String> now) {
        if (now.isPresent() != problem.isPresent()) {
            LOG.atLevel(now.isPresent() ? Level.ERROR : Level.INFO)
                    .log(now.map(why -> "the work bucket is not usable; work is postponed: " + why)
                            .orElse("the work bucket is usable again"));
        }
        problem = now;
    }

    /** Warns once of each export; of very many, some again. */
    @Override
    public void notUnderstood(NotUnderstood why) {
        left.run();
        if (warned.size() >= MAX_WARNED) {
            warned.clear();
        }
        if (warned.add(why.export())) {
            LOG.warn("{} is left to a worker of another version: {}", why.export(), why.getMessage());
        }
    }

    /** Ends the process even if logging fails. */
    @Override
    public void end(Error error) {
        try {
            LOG.error("fatal error, the worker exits", error);
        } finally {
            end.run();
        }
    }

    @Override
    public SideSteps sideSteps() {
        return new ThreadSteps();
    }

    @Override
    public TaskRepetition repeat(Duration interval, PeriodicTask task) {
        var closed = new StopSignal();
        var thread = Thread.ofVirtual().name("renewal").start(() -> {
            try {
                while (!Sleeper.REAL.sleep(interval, closed)) {
                    tolerate(task);
                }
            } catch (InterruptedException e) {
                LOG.debug("closed", e);
            }
        });
        return () -> {
            closed.handOver();
            thread.interrupt();
            join(thread);
        };
    }

    private static void tolerate(PeriodicTask task) throws InterruptedException {
        try {
            task.run();
        } catch (IOException | RuntimeException e) {
            LOG.debug("retrying soon", e);
        }
    }

    private static void join(Thread thread) {
        boolean interrupted = Thread.interrupted();
        try {
            thread.join();
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
