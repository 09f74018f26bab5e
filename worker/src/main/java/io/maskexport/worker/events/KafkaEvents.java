package io.maskexport.worker.events;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.maskexport.contracts.CancellationEffect;
import io.maskexport.contracts.EventWriter;
import io.maskexport.contracts.ExportEvent;
import io.maskexport.contracts.RecordEnvelope;
import io.maskexport.contracts.TraceContext;
import io.maskexport.worker.failure.Failure;
import io.maskexport.worker.failure.SendFailure;
import io.maskexport.worker.protocol.EventSink;
import io.maskexport.worker.tracing.TraceSpan;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Publishes events to their topic as CloudEvents in binary mode, keyed by request id. */
public final class KafkaEvents implements EventSink {
    /** The CloudEvents source of every event. */
    public static final String SOURCE = "urn:mask-export:worker";

    private static final Logger LOG = LoggerFactory.getLogger(KafkaEvents.class);

    private final RecordPublisher publisher;
    private final String topic;
    private final Consumer<ExportEvent> published;

    /** @param published receives each event once it is durable or has been offered */
    public KafkaEvents(RecordPublisher publisher, String topic, Consumer<ExportEvent> published) {
        this.publisher = publisher;
        this.topic = topic;
        this.published = published;
    }

    @Override
    public void publish(ExportEvent event, TraceContext trace) throws IOException, InterruptedException {
        publish(event, trace, UnaryOperator.identity());
    }

    @Override
    public void answer(ExportEvent event, CancellationEffect effect, TraceContext trace)
            throws IOException, InterruptedException {
        publish(event, trace, effect::in);
    }

    private void publish(ExportEvent event, TraceContext trace, UnaryOperator<RecordEnvelope> header)
            throws IOException, InterruptedException {
        var sent = TraceSpan.current().contextOr(trace);
        try {
            publisher.send(record(event, header.apply(EventWriter.write(event, SOURCE, sent))));
        } catch (Failure.Terminal e) {
            if (!SendFailure.isTooLarge(e)) {
                throw e;
            }
            LOG.warn("event sent without its lists, which are in the manifest: {}", e.getMessage());
            publisher.send(record(event, header.apply(EventWriter.writeShort(event, SOURCE, sent))));
        }
        published.accept(event);
    }

    @Override
    public void offer(ExportEvent event, TraceContext trace) {
        publisher.offer(record(event, EventWriter.write(event, SOURCE, TraceSpan.current().contextOr(trace))));
        published.accept(event);
    }

    private ProducerRecord<byte[], byte[]> record(ExportEvent event, RecordEnvelope envelope) {
        var record = new ProducerRecord<byte[], byte[]>(topic, event.requestId().getBytes(UTF_8), envelope.value());
        envelope.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return record;
    }
}
