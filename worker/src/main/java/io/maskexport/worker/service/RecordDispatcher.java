package io.maskexport.worker.service;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

import io.maskexport.contracts.CancelRequested;
import io.maskexport.contracts.CommandReader;
import io.maskexport.contracts.CommandResult;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.IgnoredFields;
import io.maskexport.contracts.ReasonCode;
import io.maskexport.contracts.TraceContext;
import io.maskexport.worker.events.DeadLetters;
import io.maskexport.worker.events.KafkaEnvelope;
import io.maskexport.worker.events.RecordPublisher;
import io.maskexport.worker.failure.NotUnderstood;
import io.maskexport.worker.fairness.FairHandler;
import io.maskexport.worker.fairness.QueueAhead;
import io.maskexport.worker.fairness.QueuedRecord.QueuedRecordReader;
import io.maskexport.worker.intake.RecordHandler;
import io.maskexport.worker.metrics.WorkerMeter;
import io.maskexport.worker.metrics.WorkerMeter.RecordKind;
import io.maskexport.worker.metrics.WorkerMeter.RecordOutcome;
import io.maskexport.worker.metrics.WorkerMeter.WorkTopic;
import io.maskexport.worker.metrics.WorkerMetrics;
import io.maskexport.worker.protocol.DeliveredRecord;
import io.maskexport.worker.protocol.ExportProtocol;
import io.maskexport.worker.protocol.ExportProtocol.RecordReceipt;
import io.maskexport.worker.protocol.TaskMessage;
import io.maskexport.worker.tracing.SpanAttribute;
import io.maskexport.worker.tracing.SpanName;
import io.maskexport.worker.tracing.TraceSpan;
import io.maskexport.worker.tracing.Tracer;
import io.maskexport.worker.work.StopSignal;
import io.maskexport.worker.work.WorkOutcome;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Reads records and dispatches them to the protocol. Unreadable records become dead letters. */
final class RecordDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(RecordDispatcher.class);

    private final ExportProtocol exports;
    private final RecordPublisher publisher;
    private final DeadLetters deadLetters;
    private final WorkerMetrics metrics;
    private final Liveness liveness;
    private final Tracer tracer;

    /** Processes one kind of record. */
    @FunctionalInterface
    private interface WorkHandler {
        WorkOutcome handle(ConsumerRecord<byte[], byte[]> record, DeliveredRecord delivery, StopSignal stop)
                throws InterruptedException;
    }

    RecordDispatcher(ExportProtocol exports, RecordPublisher publisher, DeadLetters deadLetters, WorkerMetrics metrics,
            Liveness liveness, Tracer tracer) {
        this.exports = exports;
        this.publisher = publisher;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.liveness = liveness;
        this.tracer = tracer;
    }

    /** Handles records of the request and task topics. */
    RecordHandler work(String tasksTopic) {
        var requests = measured(WorkerMeter.REQUEST,
                (record, delivery, stop) -> command(WorkTopic.REQUESTS, record, delivery, stop));
        var tasks = measured(WorkerMeter.TASK, this::task);
        return (record, stop) -> record.topic().equals(tasksTopic)
                ? tasks.work(record, stop)
                : requests.work(record, stop);
    }

    /** Handles records of the request and task topics in turns of their tenants. */
    RecordHandler fairWork(String tasksTopic, QueueAhead queue, QueuedRecordReader tenants) {
        return new FairHandler(work(tasksTopic), queue, tenants, record -> {
            publisher.send(OriginHeader.copy(record));
            metrics.count(WorkerMeter.PASSED_OVER,
                    record.topic().equals(tasksTopic) ? WorkTopic.TASKS : WorkTopic.REQUESTS);
        }, InstantSource.system(), new SecureRandom().nextInt());
    }

    /** Handles records of the cancellation topic. */
    RecordHandler control() {
        return (record, stop) -> {
            try {
                return receive(record, stop,
                        (_, delivery, _) -> command(WorkTopic.CONTROL, record, delivery, stop));
            } finally {
                MDC.clear();
            }
        };
    }

    private RecordHandler measured(WorkerMeter meter, WorkHandler handler) {
        return (record, stop) -> {
            var start = Instant.now();
            if (OriginHeader.isFirstDelivery(record)) {
                metrics.time(WorkerMeter.WAIT, age(record, start),
                        meter == WorkerMeter.TASK ? RecordKind.TASK : RecordKind.REQUEST);
            }
            var outcome = RecordOutcome.BROKEN_OFF;
            try {
                var result = receive(record, stop, handler);
                outcome = switch (result) {
                    case DONE -> RecordOutcome.DONE;
                    case PUT_OFF -> RecordOutcome.PUT_OFF;
                    case HAND_OVER -> RecordOutcome.HANDED_OVER;
                };
                if (result == WorkOutcome.HAND_OVER) {
                    LOG.info("handed over to another worker: {}-{}@{}, after {} s", record.topic(), record.partition(),
                            record.offset(), Duration.between(start, Instant.now()).toSeconds());
                }
                return result;
            } finally {
                metrics.time(meter, Duration.between(start, Instant.now()), outcome);
                MDC.clear();
            }
        };
    }

    private WorkOutcome receive(ConsumerRecord<byte[], byte[]> record, StopSignal stop, WorkHandler handler)
            throws InterruptedException {
        var delivery = OriginHeader.delivery(record, copy -> publisher.sendOnward(copy, record.partition()));
        return liveness.during(
                () -> exports.receive(delivery, stop, () -> handler.handle(record, delivery, stop)));
    }

    private WorkOutcome command(WorkTopic topic, ConsumerRecord<byte[], byte[]> record, DeliveredRecord delivery,
            StopSignal stop)
            throws InterruptedException {
        return switch (CommandReader.read(KafkaEnvelope.of(record))) {
            case CommandResult.ValidCommand(ExportRequested request, var trace, var ignored) ->
                traced(SpanName.REQUEST, request.requestId(), trace, () -> {
                    warnOf(ignored);
                    return exports.export(request, ignored, trace, delivery, stop);
                });
            case CommandResult.ValidCommand(CancelRequested cancel, var trace, var ignored) ->
                traced(SpanName.CANCELLATION, cancel.requestId(), trace, () -> {
                    warnOf(ignored);
                    return exports.cancel(cancel, trace, delivery, stop);
                });
            case CommandResult.RefusedCommand(var rejection, var trace) ->
                traced(SpanName.REQUEST, rejection.requestId(), trace,
                        () -> exports.reject(rejection, trace, delivery, stop));
            case CommandResult.UnreadableRecord(var reason, var detail) ->
                setAside(topic, record, delivery, reason, detail, stop);
        };
    }

    private static void warnOf(IgnoredFields ignored) {
        if (!ignored.isEmpty()) {
            LOG.warn("unknown fields are ignored: {}", ignored);
        }
    }

    private WorkOutcome task(ConsumerRecord<byte[], byte[]> record, DeliveredRecord delivery, StopSignal stop)
            throws InterruptedException {
        TaskMessage task;
        try {
            task = TaskMessage.read(record.value() == null ? new byte[0] : record.value(), exports.known());
        } catch (NotUnderstood e) {
            mark(e.export(), TraceContext.NONE);
            return exports.leave(e, delivery, stop);
        } catch (IOException e) {
            return setAside(WorkTopic.TASKS, record, delivery, ReasonCode.MALFORMED_REQUEST,
                    String.valueOf(e.getMessage()), stop);
        }
        return traced(SpanName.TASK, task.requestId(), KafkaEnvelope.trace(record), () -> {
            TraceSpan.current().with(SpanAttribute.TASK, task.task());
            return exports.task(task, delivery, stop);
        });
    }

    /** Does the work on a record within a span, and adds its request and its trace to each log line. */
    private WorkOutcome traced(SpanName name, String requestId, TraceContext parent, RecordReceipt work)
            throws InterruptedException {
        try (var span = tracer.start(name, requestId, parent).with(SpanAttribute.REQUEST_ID, requestId)) {
            mark(requestId, span.contextOr(parent));
            try {
                var outcome = span.during(work::work);
                span.with(SpanAttribute.OUTCOME, outcome.name().toLowerCase(Locale.ROOT));
                return outcome;
            } catch (InterruptedException | RuntimeException e) {
                span.failed(e);
                throw e;
            }
        }
    }

    private WorkOutcome setAside(WorkTopic topic, ConsumerRecord<byte[], byte[]> record, DeliveredRecord delivery,
            ReasonCode reason, String detail, StopSignal stop) throws InterruptedException {
        LOG.warn("{}-{}@{} is a dead letter: {} {}", record.topic(), record.partition(), record.offset(), reason,
                detail);
        metrics.count(WorkerMeter.DEAD_LETTERS, topic);
        return exports.insist(() -> deadLetters.send(record, reason.name(), detail), delivery, stop);
    }

    /** Adds the request and its trace to each log line. */
    private static void mark(String requestId, TraceContext trace) {
        MDC.put("request", requestId);
        trace.id().ifPresent(id -> MDC.put("trace", id));
    }

    private static Duration age(ConsumerRecord<byte[], byte[]> record, Instant now) {
        var age = Duration.between(Instant.ofEpochMilli(record.timestamp()), now);
        return age.isNegative() ? Duration.ZERO : age;
    }
}
