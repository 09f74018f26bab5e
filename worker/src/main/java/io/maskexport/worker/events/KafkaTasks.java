package io.maskexport.worker.events;

import java.io.IOException;
import java.util.List;

import io.maskexport.contracts.TraceContext;
import io.maskexport.worker.protocol.TaskMessage;
import io.maskexport.worker.protocol.TaskQueue;
import io.maskexport.worker.tracing.TraceSpan;
import org.apache.kafka.clients.producer.ProducerRecord;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Sends part tasks to their topic; while their request is traced, with its context. */
public final class KafkaTasks implements TaskQueue {
    private final RecordPublisher publisher;
    private final String topic;

    public KafkaTasks(RecordPublisher publisher, String topic) {
        this.publisher = publisher;
        this.topic = topic;
    }

    @Override
    public void send(TaskMessage task) throws IOException, InterruptedException {
        publisher.send(record(task));
    }

    @Override
    public void sendAll(List<TaskMessage> tasks) throws IOException, InterruptedException {
        publisher.sendAll(tasks.stream().map(this::record).toList());
    }

    private ProducerRecord<byte[], byte[]> record(TaskMessage task) {
        var record = new ProducerRecord<>(topic, task.key().getBytes(UTF_8), task.json());
        KafkaEnvelope.addTrace(record, TraceSpan.current().contextOr(TraceContext.NONE));
        return record;
    }
}
