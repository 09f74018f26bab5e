package io.maskexport.resilience.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import io.maskexport.resilience.chaos.FaultProxy.DroppedDirection;
import io.maskexport.resilience.chaos.FaultProxy.RefusalAnswer;
import io.maskexport.sandbox.Sandbox;

/** Injects faults into the system. */
final class FaultInjector {
    /** Everything, or one bucket. */
    private static final List<String> DENIED = List.of("/", "/" + Sandbox.WORK + "/", "/" + Sandbox.PROJECTS + "/",
            "/" + Sandbox.EXPORTS + "/");

    private final ChaosTestBed testBed;
    private final WorkerFleet fleet;
    private final Random random;
    private final Duration lock;
    private final Duration latency;
    private final List<Thread> pending = new ArrayList<>();

    /**
     * @param lock lock duration of records, which a freeze exceeds
     * @param latency of the bucket without faults
     */
    FaultInjector(ChaosTestBed testBed, WorkerFleet fleet, Random random, Duration lock, Duration latency) {
        this.testBed = testBed;
        this.fleet = fleet;
        this.random = random;
        this.lock = lock;
        this.latency = latency;
    }

    void inject(ChaosFault fault) throws Exception {
        switch (fault) {
            case KILL -> fleet.kill();
            case FREEZE -> fleet.freeze(lock.plusMillis(random.nextLong(lock.toMillis() * 2)));
            case TERMINATE -> fleet.terminate();
            case BROKER_RESTART -> testBed.restartBroker(Duration.ofMillis(random.nextInt(3_000)));
            case BUCKET_RESTART -> testBed.restartBucket(Duration.ofMillis(random.nextInt(3_000)));
            case RESET -> proxy().reset();
            case DELAY -> slow(proxy(), Duration.ofMillis(50 + random.nextInt(750)));
            case DENIAL -> denyAccess();
            case DEAFNESS ->
                proxy().deafen(random.nextBoolean() ? DroppedDirection.REQUESTS : DroppedDirection.ANSWERS);
        }
    }

    private FaultProxy proxy() {
        return random.nextBoolean() ? testBed.bucketProxy() : testBed.brokerProxy();
    }

    /**
     * For some seconds, all buckets or one of them reject the workers' credentials. No export may end because of that: a
     * denial of source or destination alone is believed only after a longer time.
     */
    private void denyAccess() {
        var place = DENIED.get(random.nextInt(DENIED.size()));
        later(Duration.ofMillis(1_000 + random.nextInt(9_000)), testBed.bucketProxy()::stopRefusing);
        testBed.bucketProxy()
                .refuse((_, path) -> path.startsWith(place) || path.equals(place.substring(0, place.length() - 1))
                        ? Optional.of(RefusalAnswer.DENIED)
                        : Optional.empty());
    }

    /** Slows the proxy for some seconds. */
    private void slow(FaultProxy proxy, Duration delay) {
        var before = proxy == testBed.bucketProxy() ? latency : Duration.ZERO;
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
    void awaitEnd() throws InterruptedException {
        for (var thread : pending) {
            thread.join();
        }
        fleet.awaitPending();
    }
}
