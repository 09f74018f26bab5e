package io.maskexport.resilience.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import io.maskexport.resilience.chaos.FaultProxy.DroppedDirection;
import io.maskexport.resilience.chaos.FaultProxy.RefusalAnswer;
import io.maskexport.sandbox.Sandbox;

/** Does faults to the system. */
final class FaultInjector {
    private final ChaosTestBed stage;
    private final WorkerFleet crew;
    private final Random random;
    private final Duration lock;
    private final Duration latency;
    private final List<Thread> pending = new ArrayList<>();

    /**
     * @param lock of records, which a freeze outlasts
     * @param latency of the bucket when nothing is wrong
     */
    FaultInjector(ChaosTestBed stage, WorkerFleet crew, Random random, Duration lock, Duration latency) {
        this.stage = stage;
        this.crew = crew;
        this.random = random;
        this.lock = lock;
        this.latency = latency;
    }

    void strike(ChaosFault fault) throws Exception {
        switch (fault) {
            case KILL -> crew.kill();
            case FREEZE -> crew.freeze(lock.plusMillis(random.nextLong(lock.toMillis() * 2)));
            case TERMINATE -> crew.terminate();
            case BROKER_RESTART -> stage.restartBroker(Duration.ofMillis(random.nextInt(3_000)));
            case BUCKET_RESTART -> stage.restartBucket(Duration.ofMillis(random.nextInt(3_000)));
            case RESET -> proxy().reset();
            case DELAY -> slow(proxy(), Duration.ofMillis(50 + random.nextInt(750)));
            case DENIAL -> deny();
            case DEAFNESS ->
                proxy().deafen(random.nextBoolean() ? DroppedDirection.REQUESTS : DroppedDirection.ANSWERS);
        }
    }

    private FaultProxy proxy() {
        return random.nextBoolean() ? stage.bucketFront() : stage.brokerFront();
    }

    /**
     * For some seconds, all buckets or the work bucket answer that they do not know the workers' credentials. No export may
     * end by that. One that is denied its source or destination alone may: that is left to the simulation.
     */
    private void deny() {
        var place = random.nextBoolean() ? "/" : "/" + Sandbox.WORK + "/";
        later(Duration.ofMillis(1_000 + random.nextInt(9_000)), stage.bucketFront()::refusesNothing);
        stage.bucketFront()
                .refuse((_, path) -> path.startsWith(place) || path.equals(place.substring(0, place.length() - 1))
                        ? Optional.of(RefusalAnswer.DENIED)
                        : Optional.empty());
    }

    /** For some seconds. */
    private void slow(FaultProxy proxy, Duration delay) {
        var before = proxy == stage.bucketFront() ? latency : Duration.ZERO;
        var time = Duration.ofMillis(1_000 + random.nextInt(3_000));
        proxy.delay(delay);
        later(time, () -> proxy.delay(before));
    }

    private void later(Duration time, Runnable action) {
        pending.add(Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(time);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            action.run();
        }));
    }

    /** Waits until every fault is over. */
    void settle() throws InterruptedException {
        for (var thread : pending) {
            thread.join();
        }
        crew.settle();
    }
}
