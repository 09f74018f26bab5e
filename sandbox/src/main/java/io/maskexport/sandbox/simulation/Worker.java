package io.maskexport.sandbox.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.maskexport.worker.intake.Work;
import org.jspecify.annotations.Nullable;

/** A worker: one process after another, each with slots for requests and tasks and one for cancellations. */
final class Worker {
    /** What a worker that is told to end may take for it. */
    private static final long GRACE = 15 * Timeline.SECOND;

    private final World world;
    private final String name;
    private final Map<Delivery, Job> jobs = new HashMap<>();
    private List<Slot> slots = List.of();
    private @Nullable Instance process;
    private @Nullable Labour labour;
    private boolean draining;
    private int starts;

    Worker(World world, String name) {
        this.world = world;
        this.name = name;
    }

    void start() {
        var started = new Instance(world, name + "." + ++starts, this::died);
        process = started;
        labour = new Labour(world, started);
        draining = false;
        slots = Stream.concat(Stream.generate(world::work).limit(world.scenario().slots()),
                Stream.of(world.control())).map(queue -> new Slot(world, this, started, queue)).toList();
        poll();
    }

    void poll() {
        slots.forEach(Slot::poll);
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

    /** Tells the process to end. */
    void terminate() {
        var told = process;
        if (told == null || draining) {
            return;
        }
        world.trace().note(() -> told + " is told to end");
        draining = true;
        jobs.values().forEach(Job::handOver);
        world.timeline().after(GRACE, told::die);
    }

    /** The broker has restarted: jobs go on, and are found again when their records come back. */
    void loseBroker() {
        slots.forEach(Slot::forget);
        poll();
    }

    /** Sends the janitor round. */
    void clean() {
        if (process != null && !draining) {
            Objects.requireNonNull(labour).clean();
        }
    }

    /** Finds the record's job or begins it. */
    Job attend(Delivery delivery) {
        return jobs.computeIfAbsent(delivery, this::begin);
    }

    /** Somebody else has the record. */
    void lose(Delivery delivery) {
        Optional.ofNullable(jobs.remove(delivery)).ifPresent(Job::lose);
    }

    /** What came of the record's job. */
    Work.Outcome forget(Delivery delivery) {
        var job = jobs.remove(delivery);
        return job == null ? Work.Outcome.HAND_OVER : job.outcome();
    }

    private Job begin(Delivery delivery) {
        var doer = Objects.requireNonNull(labour);
        var working = slots;
        var job = new Job(world, stop -> doer.work(delivery, stop),
                () -> working.forEach(slot -> slot.ended(delivery)));
        world.timeline().begin(world.latency(), job.strand());
        return job;
    }

    private void died() {
        process = null;
        jobs.clear();
        slots.forEach(Slot::abandon);
        slots = List.of();
        world.timeline().after(world.restart(), this::start);
    }
}
