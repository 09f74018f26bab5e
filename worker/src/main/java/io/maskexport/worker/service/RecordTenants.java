package io.maskexport.worker.service;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

import io.maskexport.contracts.CommandReader;
import io.maskexport.contracts.CommandResult;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.worker.events.KafkaEnvelope;
import io.maskexport.worker.fairness.QueuedRecord;
import io.maskexport.worker.fairness.QueuedRecord.QueuedRecordReader;
import io.maskexport.worker.protocol.TaskMessage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads whose requests and tasks wait. Records that are refused need no turn. */
final class RecordTenants implements QueuedRecordReader {
    private final String tasksTopic;

    RecordTenants(String tasksTopic) {
        this.tasksTopic = tasksTopic;
    }

    @Override
    public Optional<QueuedRecord> read(ConsumerRecord<byte[], byte[]> record) {
        return record.topic().equals(tasksTopic) ? ofTask(record) : ofRequest(record);
    }

    private static Optional<QueuedRecord> ofRequest(ConsumerRecord<byte[], byte[]> record) {
        return CommandReader
                .read(KafkaEnvelope.of(record)) instanceof CommandResult.ValidCommand(ExportRequested request, _, _)
                        ? queued(request.tenant(), record)
                        : Optional.empty();
    }

    private static Optional<QueuedRecord> ofTask(ConsumerRecord<byte[], byte[]> record) {
        try {
            return record.value() == null
                    ? Optional.empty()
                    : queued(TaskMessage.tenant(record.value()), record);
        } catch (IOException e) {
            return Optional.empty(); // becomes a dead letter
        }
    }

    private static Optional<QueuedRecord> queued(@Nullable String tenant, ConsumerRecord<byte[], byte[]> record) {
        return Optional.of(new QueuedRecord(Objects.requireNonNullElse(tenant, QueuedRecord.COMMON),
                OriginHeader.notBefore(record)));
    }
}
