package io.maskexport.resilience.simulation;

import java.io.IOException;
import java.io.InterruptedIOException;

import io.maskexport.worker.failure.Failure;
import io.maskexport.worker.failure.Interruption;
import io.maskexport.worker.protocol.HostProcess;

/** One process of a worker, from start to end. Everything that it does to the outside world is a {@link #call}. */
final class SimulatedProcess {
    private final SimulatedWorld world;
    private final String name;
    private final Runnable whenDead;
    private boolean dead;
    private long frozenUntil;

    /** The effect of a call. */
    @FunctionalInterface
    interface CallEffect<T> {
        T run() throws IOException;
    }

    SimulatedProcess(SimulatedWorld world, String name, Runnable whenDead) {
        this.world = world;
        this.name = name;
        this.whenDead = whenDead;
    }

    boolean isDead() {
        return dead;
    }

    /** Remaining time of a freeze; not positive if it runs. */
    long frozenFor() {
        return frozenUntil - world.scheduler().now();
    }

    /** Repeats a task in the background until the returned handle is closed. */
    HostProcess.TaskRepetition repeat(long interval, HostProcess.PeriodicTask task) {
        var repetition = new SimulatedRepetition(world, this, interval, task);
        world.scheduler().start(world.latency(), repetition.thread());
        return repetition;
    }

    void freeze(long time) {
        world.trace().note(() -> name + " freezes for " + time / Scheduler.SECOND + " s");
        world.died();
        frozenUntil = Math.max(frozenUntil, world.scheduler().now() + time);
    }

    void die() {
        if (!dead) {
            world.trace().note(() -> name + " dies");
            dead = true;
            world.died();
            whenDead.run();
        }
    }

    /** A call to the outside world: takes time, during which others act, and may suffer any fault. */
    <T> T call(WorkerCall operation, String what, CallEffect<T> effect) throws IOException {
        throwIfInterrupted();
        var fault = world.fault(operation);
        if (fault == CallFault.FREEZE) {
            freeze(world.freezeTime());
        }
        pass(world.latency());
        throwIfInterrupted();
        var denial = world.denial(operation, what);
        world.trace().note(() -> name + " " + operation + " " + what + (fault == CallFault.NONE ? "" : " " + fault)
                + (denial.isEmpty() ? "" : " " + CallFault.DENIED));
        if (what.contains("/attempts/")
                && (denial.isPresent() || (fault != CallFault.NONE && fault != CallFault.CRASH))) {
            world.markSpoilt();
        }
        if (denial.isPresent() && fault != CallFault.CRASH) {
            throw denial.get();
        }
        return switch (fault) {
            case NONE, FREEZE, DENIED -> effect.run();
            case CRASH -> {
                die();
                throw new ProcessCrash();
            }
            case REFUSED -> throw refused(operation, what);
            case UNANSWERED -> {
                effect.run();
                throw unanswered(operation, what);
            }
            case LATE -> {
                world.scheduler().after(world.delay(), () -> late(operation, what, effect));
                throw unanswered(operation, what);
            }
        };
    }

    /** A call to the broker. */
    void send(WorkerCall operation, String what, Runnable effect) throws IOException, InterruptedException {
        try {
            call(operation, what, () -> {
                effect.run();
                return what;
            });
        } catch (InterruptedIOException e) {
            throw Interruption.plain(e);
        }
    }

    /** Waits. */
    void sleep(long time) throws InterruptedException {
        switch (world.fault(WorkerCall.WAIT)) {
            case CRASH -> die();
            case FREEZE -> freeze(world.freezeTime());
            case NONE, REFUSED, UNANSWERED, LATE, DENIED -> {
                // No call is made.
            }
        }
        pass(time);
        if (isInterrupted()) {
            Thread.interrupted();
            throw new InterruptedException("interrupted");
        }
    }

    /** Lets time pass, plus the time of a freeze. */
    void pass(long time) {
        throwIfDead();
        boolean interrupted = Thread.interrupted();
        world.scheduler().pass(time);
        while (!dead && frozenFor() > 0) {
            world.scheduler().pass(frozenFor() + world.latency());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        throwIfDead();
    }

    /** Whether the running thread was interrupted; if so, sets its flag. */
    boolean isInterrupted() {
        if (world.scheduler().running().isInterrupted()) {
            Thread.currentThread().interrupt();
        }
        return Thread.currentThread().isInterrupted();
    }

    private void throwIfInterrupted() throws InterruptedIOException {
        throwIfDead();
        if (isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
    }

    private void throwIfDead() {
        if (dead) {
            throw new ProcessCrash();
        }
    }

    private <T> void late(WorkerCall operation, String what, CallEffect<T> effect) {
        try {
            world.trace().note(() -> "late: " + name + " " + operation + " " + what);
            effect.run();
        } catch (IOException e) {
            world.trace().note(() -> "late: " + e.getMessage());
        }
    }

    private static Failure refused(WorkerCall operation, String what) {
        return switch (operation.kind()) {
            case READ, WRITE, CONDITIONAL -> new Failure.Transient("refused: " + operation + " " + what, null);
            case SEND, WAIT -> new Failure.DependencyDown("refused: " + operation + " " + what, null);
        };
    }

    private static Failure unanswered(WorkerCall operation, String what) {
        return operation.kind() == WorkerCall.CallKind.CONDITIONAL
                ? new Failure.Ambiguous("no answer: " + operation + " " + what, null)
                : refused(operation, what);
    }

    @Override
    public String toString() {
        return name;
    }
}
