package io.maskexport.resilience.simulation;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.IgnoredFields;
import io.maskexport.contracts.TraceContext;
import io.maskexport.export.ExportListener;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.failure.FailedAttempts;
import io.maskexport.worker.failure.NotUnderstood;
import io.maskexport.worker.failure.Sleeper;
import io.maskexport.worker.protocol.AccessPolicy;
import io.maskexport.worker.protocol.DeliveredRecord;
import io.maskexport.worker.protocol.ExportProtocol;
import io.maskexport.worker.protocol.HostProcess;
import io.maskexport.worker.protocol.InFlightQuota;
import io.maskexport.worker.protocol.Janitor;
import io.maskexport.worker.protocol.ProtocolPorts;
import io.maskexport.worker.protocol.TaskMessage;
import io.maskexport.worker.work.StopSignal;
import io.maskexport.worker.work.WorkOutcome;

/** The worker's protocol in one process, behind simulated ports. */
final class ProtocolHost {
    static final ObjectRef WORK = new ObjectRef(SimulatedBucket.NAME, "work/");
    private static final long STOP_CHECK_INTERVAL = 5 * Scheduler.SECOND;

    private final SimulatedWorld world;
    private final SimulatedProcess process;
    private final ExportProtocol exports;
    private final Janitor janitor;

    ProtocolHost(SimulatedWorld world, SimulatedProcess process, WorkerVersion version) {
        this.world = world;
        this.process = process;
        var scenario = world.scenario();
        var protocol = world.protocol();
        var ports = new ProtocolPorts(
                protocol.store(store(version), world),
                WORK, protocol.events(new ProcessEvents(world, process)),
                this::sendTask,
                protocol.engine(scenario.outOfMemory() ? TinyRenderEngine.OUT_OF_MEMORY : new TinyRenderEngine(),
                        world),
                world.scheduler(),
                protocol.sleeper(sleeper()), new SplittableRandom(world.random().nextLong()), ExportListener.NONE,
                world::ended, host(), protocol.known(version.known(scenario)));
        exports = new ExportProtocol(ports,
                new AccessPolicy(List.of("*"), List.of("*"),
                        new InFlightQuota(scenario.inFlight(), InFlightQuota.Excess.WAIT)),
                scenario.taskLimits(),
                scenario.deadline(), AccessDenial.BELIEVED_AFTER);
        janitor = new Janitor(ports, protocol.grace(SimulatedWorld.GRACE));
    }

    private ObjectStore store(WorkerVersion version) {
        var store = new ProcessStore(process, world.bucket(), world.scenario().pieceBytes());
        return switch (version) {
            case OLDER -> new VersionAudit(store, world, process);
            case NEWER -> store;
        };
    }

    WorkOutcome work(QueueDelivery delivery, StopSignal stop) throws InterruptedException {
        var received = new DeliveredRecord(delivery.origin(), delivery.count(),
                delivery.notBefore(), delivery.failed(),
                (notBefore, failed) -> requeue(delivery, notBefore, failed));
        return exports.receive(received, stop, () -> switch (delivery.message()) {
            case WorkMessage.QueuedRequest(var request) -> export(request, received, stop);
            case WorkMessage.QueuedTask(var task) -> exports.task(task, received, stop);
            case WorkMessage.QueuedCancellation(var cancel) ->
                exports.cancel(cancel, TraceContext.NONE, received, stop);
        });
    }

    private WorkOutcome export(ExportRequested request, DeliveredRecord received, StopSignal stop)
            throws InterruptedException {
        var record = received.origin().id();
        world.requestAttempts().begin(record);
        try {
            return exports.export(request, IgnoredFields.NONE, TraceContext.NONE, received, stop);
        } finally {
            world.requestAttempts().end(record);
        }
    }

    void clean() {
        var job = new ProcessJob(world, _ -> {
            sweep();
            return WorkOutcome.DONE;
        }, () -> {});
        world.scheduler().start(world.latency(), job.thread());
    }

    private void sweep() {
        try {
            janitor.run();
        } catch (IOException e) {
            world.trace().note(() -> process + "'s janitor comes back later: " + e.getMessage());
        }
    }

    private void sendTask(TaskMessage task) throws IOException, InterruptedException {
        var message = new WorkMessage.QueuedTask(task);
        process.send(WorkerCall.SEND_TASK, message.toString(), () -> world.work().send(message));
    }

    private void requeue(QueueDelivery delivery, Instant notBefore, FailedAttempts failed)
            throws IOException, InterruptedException {
        var queue = delivery.message() instanceof WorkMessage.QueuedCancellation ? world.control() : world.work();
        process.send(WorkerCall.SEND_TASK, delivery.message().toString(),
                () -> queue.requeue(delivery, notBefore, failed));
    }

    private HostProcess host() {
        return new HostProcess() {
            @Override
            public String id() {
                return process.toString();
            }

            @Override
            public TaskRepetition repeat(Duration interval, PeriodicTask task) {
                return process.repeat(interval.toNanos() / 1_000, task);
            }

            @Override
            public void workBucket(Optional<String> trouble) {
                // Readiness is not simulated.
            }

            @Override
            public void notUnderstood(NotUnderstood why) {
                world.trace().note(() -> process + " leaves it: " + why.getMessage());
            }

            @Override
            public void end(Error error) {
                if (!(error instanceof ProcessCrash || error instanceof OutOfMemoryError)) {
                    world.reportViolation("ended by " + error);
                }
                process.die();
                throw new ProcessCrash();
            }
        };
    }

    private Sleeper sleeper() {
        return (time, stop) -> {
            long end = world.scheduler().now() + time.toNanos() / 1_000;
            while (!stop.isStopRequested() && world.scheduler().now() < end) {
                process.sleep(Math.min(STOP_CHECK_INTERVAL, end - world.scheduler().now()));
            }
            return stop.isStopRequested();
        };
    }
}
