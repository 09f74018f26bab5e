package io.maskexport.worker.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The jobs of one kind in this process, by their record's position in Kafka. A broker that restarts or loses a connection forgets
 * who holds which record and delivers it again: the running job is then found here and continues. As long as it runs, it keeps its
 * place, even if its slot has been given another record.
 */
final class RunningJobs {
    /** After this time, another worker has the record of an ended job. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private final RecordHandler work;
    private final int places;
    private final Semaphore free;
    private final Map<RecordPlace, RecordJob> jobs = new ConcurrentHashMap<>();

    /** A record's position. */
    record RecordPlace(String topic, int partition, long offset) {
        static RecordPlace of(ConsumerRecord<?, ?> record) {
            return new RecordPlace(record.topic(), record.partition(), record.offset());
        }
    }

    /** @param places number of jobs at a time */
    RunningJobs(RecordHandler work, int places) {
        this.work = work;
        this.places = places;
        free = new Semaphore(places, true);
    }

    /** Finds the record's job, or starts it; empty if there is none and no place is free in time. */
    Optional<RecordJob> attachOrStart(ConsumerRecord<byte[], byte[]> record, Duration patience)
            throws InterruptedException {
        var place = RecordPlace.of(record);
        var known = jobs.get(place);
        if (known != null) {
            return Optional.of(known);
        }
        if (!free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return Optional.empty();
        }
        var job = new RecordJob(work, record, free::release);
        var other = jobs.putIfAbsent(place, job);
        if (other != null) {
            free.release();
            return Optional.of(other);
        }
        job.start();
        return Optional.of(job);
    }

    /** Waits until a job could be started; false if not in time. */
    boolean awaitPlace(Duration patience) throws InterruptedException {
        boolean isFree = free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (isFree) {
            free.release();
        }
        return isFree;
    }

    boolean isKnown(ConsumerRecord<byte[], byte[]> record) {
        return jobs.containsKey(RecordPlace.of(record));
    }

    void forget(ConsumerRecord<byte[], byte[]> record) {
        jobs.remove(RecordPlace.of(record));
    }

    void forgetOld() {
        jobs.values().removeIf(job -> job.endedBefore(Instant.now().minus(FORGOTTEN_AFTER)));
    }

    void handOver() {
        jobs.values().forEach(RecordJob::handOver);
    }

    /** Number of jobs that have not ended, those without a record included. */
    int running() {
        return places - free.availablePermits();
    }
}
