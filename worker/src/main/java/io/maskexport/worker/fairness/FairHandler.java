package io.maskexport.worker.fairness;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

import io.maskexport.worker.failure.FailureWording;
import io.maskexport.worker.fairness.QueuedRecord.QueuedRecordReader;
import io.maskexport.worker.intake.RecordHandler;
import io.maskexport.worker.work.StopSignal;
import io.maskexport.worker.work.WorkOutcome;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on a record, or passes it over: if another tenant that waits behind it comes first, the record goes to the end of its
 * topic. A copy is written before the record is given up, so none is lost; where a copy cannot be written, the record is worked
 * on. With records of one tenant only, nothing is passed over.
 *
 * <p>Only the first delivery of a record is passed over: a later one has had its turn.
 */
public final class FairHandler implements RecordHandler {
    /** The name of no tenant. */
    private static final String NOBODY = "-";
    private static final Logger LOG = LoggerFactory.getLogger(FairHandler.class);

    private final RecordHandler work;
    private final QueueAhead queue;
    private final QueuedRecordReader reader;
    private final RecordCopier copier;
    private final InstantSource clock;
    private final TenantTurns turns;
    private final PassingBudget budget = new PassingBudget();

    /** Sends a record anew, unchanged, to the end of its topic. */
    @FunctionalInterface
    public interface RecordCopier {
        void sendAnew(ConsumerRecord<byte[], byte[]> record) throws IOException, InterruptedException;
    }

    /** @param seed unlike that of other processes */
    public FairHandler(RecordHandler work, QueueAhead queue, QueuedRecordReader reader, RecordCopier copier,
            InstantSource clock, int seed) {
        this.work = work;
        this.queue = queue;
        this.reader = reader;
        this.copier = copier;
        this.clock = clock;
        this.turns = new TenantTurns(seed);
    }

    @Override
    public WorkOutcome work(ConsumerRecord<byte[], byte[]> record, StopSignal stop) throws InterruptedException {
        var begun = clock.instant();
        if (!stop.isStopRequested() && isPassedOver(record)) {
            budget.spend(Duration.between(begun, clock.instant()));
            return WorkOutcome.PUT_OFF;
        }
        try {
            return work.work(record, stop);
        } finally {
            budget.earn(Duration.between(begun, clock.instant()));
        }
    }

    private boolean isPassedOver(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        if (record.deliveryCount().orElse((short) 1) > 1) {
            return false;
        }
        var queued = reader.read(record);
        try {
            if (queued.isEmpty() || mayBegin(record, queued.get())) {
                return false;
            }
            copier.sendAnew(record);
            return true;
        } catch (IOException e) {
            LOG.warn("{}-{}@{} is not passed over: {}", record.topic(), record.partition(), record.offset(),
                    FailureWording.of(e));
            return false;
        }
    }

    /** A record that is not due lets all others pass, instead of holding its slot. */
    private boolean mayBegin(ConsumerRecord<byte[], byte[]> record, QueuedRecord queued)
            throws IOException, InterruptedException {
        if (queued.notBefore().isAfter(clock.instant())) {
            return !budget.isLeft() || queue.othersBehind(record, NOBODY).isEmpty();
        }
        return hasTurn(record, queued.tenant());
    }

    private boolean hasTurn(ConsumerRecord<byte[], byte[]> record, String tenant)
            throws IOException, InterruptedException {
        return turns.take(tenant, budget.isLeft() ? queue.othersBehind(record, tenant) : List.of());
    }
}
