package io.maskexport.sandbox.simulation;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;

import io.maskexport.contracts.Trace;
import io.maskexport.export.ExportListener;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.intake.Stop;
import io.maskexport.worker.intake.Work;
import io.maskexport.worker.protocol.Exports;
import io.maskexport.worker.protocol.Janitor;
import io.maskexport.worker.protocol.Patience;
import io.maskexport.worker.protocol.Policy;
import io.maskexport.worker.protocol.Site;
import io.maskexport.worker.protocol.TaskMessage;

/** The worker's protocol in one process, behind simulated ports. */
final class Labour {
    static final ObjectRef WORK = new ObjectRef(Bucket.NAME, "work/");
    /** As the worker does: what was delivered so often is sent anew, before the broker drops it. */
    private static final int MOST_DELIVERIES = 6;
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
        var site = new Site(protocol.store(new DeniedStore(
                new InstanceStore(process, world.bucket(), scenario.pieceBytes()), scenario.denied()), world),
                WORK, protocol.events(new InstanceEvents(world, process)),
                this::hand,
                protocol.renderers(new TinyRenderers(), world), world.timeline(), patience(),
                new SplittableRandom(world.luck().nextLong()), ExportListener.NONE);
        exports = new Exports(site, new Policy(List.of("*"), List.of("*")), scenario.bounds(), scenario.deadline());
        janitor = new Janitor(site, protocol.grace(World.GRACE));
    }

    Work.Outcome work(Delivery delivery, Stop stop) throws InterruptedException {
        var message = delivery.message();
        if (delivery.count() >= MOST_DELIVERIES) {
            return exports.insist(() -> again(delivery), stop);
        }
        return switch (message) {
            case Message.Request(var request) -> exports.export(request, Trace.NONE, delivery.origin(), stop);
            case Message.Task(var task) -> exports.task(task, delivery.origin(), stop);
            case Message.Cancel(var cancel) -> exports.cancel(cancel, Trace.NONE, stop);
        };
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

    private void again(Delivery delivery) throws IOException, InterruptedException {
        process.send(Operation.SEND_TASK, delivery.message().toString(), () -> world.work().again(delivery));
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
