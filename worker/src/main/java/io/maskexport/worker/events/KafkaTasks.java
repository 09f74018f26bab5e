package io.maskexport.worker.events;

import java.io.IOException;

import io.maskexport.worker.protocol.TaskMessage;
import io.maskexport.worker.protocol.TaskQueue;
import org.apache.kafka.clients.producer.ProducerRecord;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Sends part tasks to their topic. */
public final class KafkaTasks implements TaskQueue {
    private final RecordPublisher publisher;
    private final String topic;

    public KafkaTasks(RecordPublisher publisher, String topic) {
        this.publisher = publisher;
        this.topic = topic;
    }

    @Override
    public void send(TaskMessage task) throws IOException, InterruptedException {
        publisher.send(new ProducerRecord<>(topic, task.key().getBytes(UTF_8), task.json()));
    }
}
