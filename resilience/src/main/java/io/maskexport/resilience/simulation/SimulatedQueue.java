package io.maskexport.resilience.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

import io.maskexport.resilience.simulation.QueueDelivery.DeliveryState;
import io.maskexport.resilience.simulation.QueueDelivery.RecordLock;
import io.maskexport.worker.failure.FailedAttempts;
import io.maskexport.worker.protocol.RecordOrigin;

/**
 * A share group's view of its topics (KIP-932): a record is locked for one consumer at a time, comes back when the lock ends
 * or its holder releases it, and is dropped silently after so many deliveries. Records are handed out in any order.
 */
final class SimulatedQueue {
    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final long lock;
    private final int maxDeliveries;
    private final List<QueueDelivery> deliveries = new ArrayList<>();
    private Runnable whenAvailable = () -> {};

    /**
     * @param lock duration of a lock
     * @param maxDeliveries after which the broker drops a record
     */
    SimulatedQueue(Scheduler scheduler, RandomGenerator random, long lock, int maxDeliveries) {
        this.scheduler = scheduler;
        this.random = random;
        this.lock = lock;
        this.maxDeliveries = maxDeliveries;
    }

    void whenAvailable(Runnable told) {
        whenAvailable = told;
    }

    long lock() {
        return lock;
    }

    void send(WorkMessage message) {
        add(new QueueDelivery(message, new RecordOrigin("0-" + deliveries.size(), scheduler.instant()), Instant.EPOCH,
                FailedAttempts.NONE));
    }

    /** Sends a record again. */
    void requeue(QueueDelivery delivery, Instant notBefore, FailedAttempts failed) {
        add(new QueueDelivery(delivery.message(), delivery.origin(), notBefore, failed));
    }

    private void add(QueueDelivery delivery) {
        deliveries.add(delivery);
        whenAvailable.run();
    }

    Optional<RecordLock> take() {
        var available = deliveries.stream().filter(delivery -> delivery.is(DeliveryState.AVAILABLE)).toList();
        if (available.isEmpty()) {
            return Optional.empty();
        }
        var held = available.get(random.nextInt(available.size())).acquire(scheduler.now() + lock);
        expire(held, lock);
        return Optional.of(held);
    }

    /** False if another holder has it. */
    boolean renew(RecordLock held) {
        if (held.holds()) {
            held.delivery().lock(scheduler.now() + lock);
        }
        return held.holds();
    }

    /** Without effect if another holder has it. */
    void accept(RecordLock held) {
        if (held.holds()) {
            held.delivery().become(DeliveryState.ACKNOWLEDGED);
        }
    }

    /** Without effect if another holder has it. */
    void release(RecordLock held) {
        if (held.holds()) {
            comeBack(held.delivery());
        }
    }

    /** The broker restarts and forgets all locks. */
    void forgetLocks() {
        deliveries.stream().filter(delivery -> delivery.is(DeliveryState.ACQUIRED)).toList().forEach(this::comeBack);
    }

    /** Records that are not done. */
    List<QueueDelivery> left() {
        return deliveries.stream()
                .filter(delivery -> delivery.is(DeliveryState.AVAILABLE) || delivery.is(DeliveryState.ACQUIRED))
                .toList();
    }

    private void comeBack(QueueDelivery delivery) {
        boolean spent = delivery.count() >= maxDeliveries;
        delivery.become(spent ? DeliveryState.DROPPED : DeliveryState.AVAILABLE);
        whenAvailable.run();
    }

    private void expire(RecordLock held, long in) {
        scheduler.after(in, () -> {
            long left = held.delivery().lockedUntil() - scheduler.now();
            if (held.holds() && left > 0) {
                expire(held, left);
            } else {
                release(held);
            }
        });
    }
}
