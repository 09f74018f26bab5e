package io.maskexport.worker.intake;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import io.maskexport.worker.work.StopSignal;
import io.maskexport.worker.work.WorkOutcome;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RunningJobsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final CountDownLatch finish = new CountDownLatch(1);
    private final RunningJobs jobs = new RunningJobs(this::workUntilFinished, 2);

    @AfterEach
    void finish() {
        finish.countDown();
    }

    @Test
    void a_job_is_found_by_its_record_and_takes_one_place() throws Exception {
        var job = jobs.attachOrStart(record(1), LONG);

        assertThat(jobs.attachOrStart(record(1), Duration.ZERO)).isEqualTo(job);
        assertThat(jobs.running()).isEqualTo(1);
    }

    @Test
    void no_more_jobs_run_than_there_are_places() throws Exception {
        var first = jobs.attachOrStart(record(1), LONG).orElseThrow();
        assertThat(jobs.attachOrStart(record(2), LONG)).isPresent();

        assertThat(jobs.attachOrStart(record(3), Duration.ZERO)).isEmpty();
        assertThat(jobs.awaitPlace(Duration.ZERO)).isFalse();
        assertThat(jobs.isKnown(record(3))).isFalse();
        assertThat(jobs.running()).isEqualTo(2);

        finish.countDown();
        assertThat(first.await(LONG)).isTrue();
        assertThat(jobs.awaitPlace(LONG)).isTrue();
        assertThat(jobs.attachOrStart(record(3), LONG)).isPresent();
    }

    @Test
    void a_job_whose_record_was_lost_keeps_its_place_until_it_has_ended() throws Exception {
        var job = jobs.attachOrStart(record(1), LONG).orElseThrow();
        assertThat(jobs.attachOrStart(record(2), LONG)).isPresent();
        job.lose();
        jobs.forget(record(1));
        assertThat(jobs.attachOrStart(record(1), Duration.ZERO)).isEmpty();

        finish.countDown();
        assertThat(job.await(LONG)).isTrue();
        assertThat(jobs.attachOrStart(record(1), LONG)).isPresent().get().isNotSameAs(job);
    }

    /** As work that is busy with something that cannot be interrupted. */
    private WorkOutcome workUntilFinished(ConsumerRecord<byte[], byte[]> record, StopSignal stop) {
        while (true) {
            try {
                finish.await();
                return WorkOutcome.DONE;
            } catch (InterruptedException e) {
                // Goes on.
            }
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset) {
        return new ConsumerRecord<>("requests", 0, offset, new byte[0], new byte[0]);
    }
}
