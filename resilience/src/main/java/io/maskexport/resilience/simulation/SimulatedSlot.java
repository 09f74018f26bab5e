package io.maskexport.resilience.simulation;

import io.maskexport.resilience.simulation.QueueDelivery.RecordLock;
import io.maskexport.worker.work.WorkOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Takes one record at a time, renews its lock while it is worked on, and acknowledges it when its job has ended: what
 * {@code ShareSlot} does with a real consumer.
 */
final class SimulatedSlot {
    private static final long CONNECTION_LOST = 150 * Scheduler.MILLISECOND;

    private final SimulatedWorld world;
    private final SimulatedWorker worker;
    private final SimulatedProcess process;
    private final SimulatedQueue queue;
    private @Nullable RecordLock held;

    SimulatedSlot(SimulatedWorld world, SimulatedWorker worker, SimulatedProcess process, SimulatedQueue queue) {
        this.world = world;
        this.worker = worker;
        this.process = process;
        this.queue = queue;
    }

    /** Schedules the next poll. */
    void poll() {
        if (held == null) {
            soon(world.latency(), this::take);
        }
    }

    /** A job of this process has ended: acknowledges our record if the job was its own. */
    void ended(QueueDelivery delivery) {
        var mine = held;
        if (mine != null && mine.delivery() == delivery) {
            soon(world.latency(), () -> acknowledge(mine));
        }
    }

    /** The broker has forgotten our lock. */
    void forget() {
        held = null;
    }

    /** The process is dead: usually the broker notices the closed connection at once, otherwise the lock must expire. */
    void abandon() {
        var left = held;
        held = null;
        if (left != null && world.random().nextInt(5) > 0) {
            world.scheduler().after(CONNECTION_LOST, () -> queue.release(left));
        }
    }

    /** Runs a step once the process is not frozen, unless it dies first. */
    private void soon(long delay, Runnable action) {
        world.scheduler().after(delay, () -> {
            if (process.frozenFor() > 0) {
                soon(process.frozenFor() + world.latency(), action);
            } else if (!process.isDead()) {
                action.run();
            }
        });
    }

    private void take() {
        if (held == null && !worker.isDraining()) {
            queue.take().ifPresent(this::attend);
        }
    }

    private void attend(RecordLock taken) {
        held = taken;
        if (world.protocol().acknowledgesFirst()) {
            queue.accept(taken);
        }
        var delivery = taken.delivery();
        world.trace().note(() -> process + " takes " + delivery.message() + ", delivery " + delivery.count());
        if (worker.attend(delivery).hasEnded()) {
            ended(delivery);
        }
        renewLater(taken, queue.lock() / 3);
    }

    private void renewLater(RecordLock taken, long in) {
        soon(in, () -> {
            if (taken.equals(held)) {
                renew(taken);
            }
        });
    }

    private void renew(RecordLock taken) {
        if (queue.renew(taken) || world.protocol().acknowledgesFirst()) {
            renewLater(taken, queue.lock() / 3);
        } else {
            world.trace().note(() -> process + " has lost " + taken.delivery().message());
            worker.lose(taken.delivery());
            forget();
            poll();
        }
    }

    private void acknowledge(RecordLock taken) {
        if (!taken.equals(held)) {
            return;
        }
        var fault = world.fault(WorkerCall.ACKNOWLEDGE);
        var outcome = worker.forget(taken.delivery());
        world.trace()
                .note(() -> process + " acknowledges " + taken.delivery().message() + ": " + outcome + " " + fault);
        switch (fault) {
            case CRASH -> process.die();
            case REFUSED, DENIED -> {
                // The record comes back when its lock expires.
            }
            case LATE -> world.scheduler().after(world.delay(), () -> complete(taken, outcome));
            case FREEZE -> {
                process.freeze(world.freezeTime());
                soon(0, () -> complete(taken, outcome));
            }
            case NONE, UNANSWERED -> complete(taken, outcome);
        }
        forget();
        poll();
    }

    private void complete(RecordLock taken, WorkOutcome outcome) {
        switch (outcome) {
            case DONE, PUT_OFF -> queue.accept(taken);
            case HAND_OVER -> queue.release(taken);
        }
    }
}
