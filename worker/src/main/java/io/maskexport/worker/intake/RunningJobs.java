package io.maskexport.worker.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The jobs of this process, by their record's position in Kafka. A restarted broker forgets who holds which record and
 * delivers it again: the running job is then found here and continues.
 */
final class RunningJobs {
    /** After this time, another worker has the record of an ended job. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private final RecordHandler work;
    private final Map<RecordPlace, RecordJob> jobs = new ConcurrentHashMap<>();

    /** A record's position. */
    record RecordPlace(String topic, int partition, long offset) {
        static RecordPlace of(ConsumerRecord<?, ?> record) {
            return new RecordPlace(record.topic(), record.partition(), record.offset());
        }
    }

    RunningJobs(RecordHandler work) {
        this.work = work;
    }

    RecordJob attachOrStart(ConsumerRecord<byte[], byte[]> record) {
        return jobs.computeIfAbsent(RecordPlace.of(record), place -> new RecordJob(work, record));
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

    int running(String topic) {
        return (int) jobs.entrySet().stream()
                .filter(job -> job.getKey().topic().equals(topic) && !job.getValue().hasEnded()).count();
    }
}
