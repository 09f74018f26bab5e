package io.maskexport.sandbox.simulation;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import io.maskexport.contracts.IgnoredFields;
import io.maskexport.contracts.Trace;
import io.maskexport.export.ExportListener;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.intake.Stop;
import io.maskexport.worker.intake.Work;
import io.maskexport.worker.protocol.Exports;
import io.maskexport.worker.protocol.Host;
import io.maskexport.worker.protocol.Janitor;
import io.maskexport.worker.protocol.Patience;
import io.maskexport.worker.protocol.Policy;
import io.maskexport.worker.protocol.Site;
import io.maskexport.worker.protocol.TaskMessage;

/** The worker's protocol in one process, behind simulated ports. */
final class Labour {
    static final ObjectRef WORK = new ObjectRef(Bucket.NAME, "work/");
    private static final long LOOK_EVERY = 5 * Timeline.SECOND;

    private final World world;
    private final Instance process;
    private final Exports exports;
    private final Janitor janitor;

    Labour(World world, Instance process) {
        this.world = world;
        this.process = process;
        var scenario = world.scenario();
        var protocol = world.protocol();
        var site = new Site(protocol.store(new InstanceStore(process, world.bucket(), scenario.pieceBytes()), world),
                WORK, protocol.events(new InstanceEvents(world, process)),
                this::hand,
                protocol.renderers(scenario.deadly() ? TinyRenderers.DEADLY : new TinyRenderers(), world),
                world.timeline(),
                protocol.patience(patience()), new SplittableRandom(world.luck().nextLong()), ExportListener.NONE,
                host());
        exports = new Exports(site, new Policy(List.of("*"), List.of("*")), scenario.bounds(), scenario.deadline());
        janitor = new Janitor(site, protocol.grace(World.GRACE));
    }

    Work.Outcome work(Delivery delivery, Stop stop) throws InterruptedException {
        var received = new io.maskexport.worker.protocol.Delivery(delivery.origin(), delivery.count(),
                delivery.notBefore(), delivery.failures(),
                (notBefore, failures) -> again(delivery, notBefore, failures));
        return exports.receive(received, stop, () -> switch (delivery.message()) {
            case Message.Request(var request) ->
                exports.export(request, IgnoredFields.NONE, Trace.NONE, received, stop);
            case Message.Task(var task) -> exports.task(task, received, stop);
            case Message.Cancel(var cancel) -> exports.cancel(cancel, Trace.NONE, received, stop);
        });
    }

    void clean() {
        var job = new Job(world, _ -> {
            sweep();
            return Work.Outcome.DONE;
        }, () -> {});
        world.timeline().begin(world.latency(), job.strand());
    }

    private void sweep() {
        try {
            janitor.run();
        } catch (IOException e) {
            world.trace().note(() -> process + "'s janitor comes back later: " + e.getMessage());
        }
    }

    private void hand(TaskMessage task) throws IOException, InterruptedException {
        var message = new Message.Task(task);
        process.send(Operation.SEND_TASK, message.toString(), () -> world.work().send(message));
    }

    private void again(Delivery delivery, Instant notBefore, int failures) throws IOException, InterruptedException {
        var queue = delivery.message() instanceof Message.Cancel ? world.control() : world.work();
        process.send(Operation.SEND_TASK, delivery.message().toString(),
                () -> queue.again(delivery, notBefore, failures));
    }

    private Host host() {
        return new Host() {
            @Override
            public Repetition repeat(Duration interval, Task task) {
                return process.repeat(interval.toNanos() / 1_000, task);
            }

            @Override
            public void workBucket(Optional<String> trouble) {
                // Nobody asks whether this process is ready.
            }

            @Override
            public void end(Error error) {
                process.die();
                throw new Crash();
            }
        };
    }

    private Patience patience() {
        return (time, stop) -> {
            long end = world.timeline().now() + time.toNanos() / 1_000;
            while (!stop.isTold() && world.timeline().now() < end) {
                process.await(Math.min(LOOK_EVERY, end - world.timeline().now()));
            }
            return stop.isTold();
        };
    }
}
