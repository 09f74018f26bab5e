package io.maskexport.resilience.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.maskexport.worker.work.WorkOutcome;
import org.jspecify.annotations.Nullable;

/** A worker: one process after another, each with slots for requests and tasks and one for cancellations. */
final class SimulatedWorker {
    /** Time that a worker gets to terminate. */
    private static final long GRACE = 15 * Scheduler.SECOND;

    private final SimulatedWorld world;
    private final String name;
    private final WorkerVersion version;
    private final Map<QueueDelivery, ProcessJob> jobs = new HashMap<>();
    private List<SimulatedSlot> slots = List.of();
    private @Nullable SimulatedProcess process;
    private @Nullable ProtocolHost host;
    private boolean draining;
    private int starts;

    SimulatedWorker(SimulatedWorld world, String name, WorkerVersion version) {
        this.world = world;
        this.name = name;
        this.version = version;
    }

    void start() {
        var started = new SimulatedProcess(world, name + "." + ++starts, this::died);
        process = started;
        host = new ProtocolHost(world, started, version);
        draining = false;
        slots = Stream.concat(Stream.generate(world::work).limit(world.scenario().slots()),
                Stream.of(world.control())).map(queue -> new SimulatedSlot(world, this, started, queue)).toList();
        poll();
    }

    void poll() {
        slots.forEach(SimulatedSlot::poll);
    }

    boolean isDraining() {
        return draining;
    }

    /** Ends the process at once. */
    void kill() {
        if (process != null) {
            process.die();
        }
    }

    void freeze(long time) {
        if (process != null) {
            process.freeze(time);
        }
    }

    /** Terminates the process. */
    void terminate() {
        var told = process;
        if (told == null || draining) {
            return;
        }
        world.trace().note(() -> told + " is told to end");
        draining = true;
        jobs.values().forEach(ProcessJob::handOver);
        world.scheduler().after(GRACE, told::die);
    }

    /** The broker has restarted: jobs continue and are found again when their records come back. */
    void loseBroker() {
        slots.forEach(SimulatedSlot::forget);
        poll();
    }

    /** Runs the janitor. */
    void clean() {
        if (process != null && !draining) {
            Objects.requireNonNull(host).clean();
        }
    }

    /** Finds the record's job or starts it. */
    ProcessJob attend(QueueDelivery delivery) {
        return jobs.computeIfAbsent(delivery, this::startJob);
    }

    /** Another worker has the record. */
    void lose(QueueDelivery delivery) {
        Optional.ofNullable(jobs.remove(delivery)).ifPresent(ProcessJob::lose);
    }

    /** The outcome of the record's job. */
    WorkOutcome forget(QueueDelivery delivery) {
        var job = jobs.remove(delivery);
        return job == null ? WorkOutcome.HAND_OVER : job.outcome();
    }

    private ProcessJob startJob(QueueDelivery delivery) {
        var doer = Objects.requireNonNull(host);
        var working = slots;
        var job = new ProcessJob(world, stop -> doer.work(delivery, stop),
                () -> working.forEach(slot -> slot.ended(delivery)));
        world.scheduler().start(world.latency(), job.thread());
        return job;
    }

    private void died() {
        process = null;
        jobs.clear();
        slots.forEach(SimulatedSlot::abandon);
        slots = List.of();
        world.scheduler().after(world.restart(), this::start);
    }
}
