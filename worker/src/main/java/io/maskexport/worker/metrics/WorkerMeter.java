package io.maskexport.worker.metrics;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import io.maskexport.contracts.ExportAccepted;
import io.maskexport.contracts.ExportCancelled;
import io.maskexport.contracts.ExportCompleted;
import io.maskexport.contracts.ExportEvent;
import io.maskexport.contracts.ExportFailed;
import io.maskexport.contracts.ExportPlanned;
import io.maskexport.contracts.ExportProgressed;
import io.maskexport.contracts.ExportRejected;
import io.maskexport.contracts.Manifest.ManifestStatus;
import io.maskexport.contracts.PartCompleted;
import io.maskexport.contracts.ReasonCode;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.Limit;
import io.maskexport.export.ExportListener;
import io.maskexport.render.MaskKind;
import io.maskexport.worker.failure.StepListener.TryResult;
import io.maskexport.worker.intake.IntakeListener.LockOutcome;
import io.maskexport.worker.tracing.SpanListener.SpanOutcome;

/**
 * The catalogue of the worker's meters. Each tag has a small set of known values: never ids, names, keys or messages.
 * All time series exist from the start, at zero, because Prometheus cannot see the first increase of a series that
 * appears with it.
 */
public enum WorkerMeter {
    REQUEST("request", MeterKind.TIMER, "Time from acquiring a request until its record is finished",
            MeterTag.of("outcome", RecordOutcome.class)),
    TASK("task", MeterKind.TIMER, "Time from acquiring a part task until its record is finished",
            MeterTag.of("outcome", RecordOutcome.class)),
    WAIT("wait", MeterKind.TIMER, "Time that a request or task waited in its topic until its first delivery",
            MeterTag.of("kind", RecordKind.class)),
    IN_FLIGHT("in.flight", MeterKind.GAUGE, "Requests and tasks in progress, at most as many as slots",
            MeterTag.of("kind", RecordKind.class)),
    SLOTS("slots", MeterKind.GAUGE, "Requests and tasks that the worker can process concurrently",
            MeterTag.of("kind", RecordKind.class)),
    BACKLOG("backlog", MeterKind.GAUGE, "Records that the group has not finished, including those in progress",
            MeterTag.of("topic", WorkTopic.QUEUES)),
    OLDEST("oldest.waiting.seconds", MeterKind.GAUGE,
            "Age of the oldest record that the group has not finished, including those in progress; 0 if there is none",
            MeterTag.of("topic", WorkTopic.QUEUES)),
    REDELIVERIES("redeliveries", MeterKind.COUNTER, "Deliveries of records after their first one"),
    PASSED_OVER("passed.over", MeterKind.COUNTER, "Records sent anew because another tenant came first",
            MeterTag.of("topic", WorkTopic.QUEUES)),
    HAND_OVERS("hand.overs", MeterKind.COUNTER, "Records handed over to other workers"),
    DEAD_LETTERS("dead.letters", MeterKind.COUNTER, "Records sent to the dead-letter topic",
            MeterTag.of("topic", WorkTopic.class)),
    NOT_UNDERSTOOD("not.understood", MeterKind.COUNTER,
            "Times that a record was left to a worker of another version, because it needs what this one does not know"),
    LOCK_RENEWALS("lock.renewals", MeterKind.COUNTER, "Renewals of record locks",
            MeterTag.of("outcome", LockOutcome.class)),
    EVENTS("events", MeterKind.COUNTER, "Events published", MeterTag.of("type", EventType.class)),
    ENDINGS("endings", MeterKind.COUNTER, "Exports that ended, each counted once, by the worker that decided it",
            MeterTag.of("outcome", ManifestStatus.class), MeterTag.reason()),
    ITEMS("items", MeterKind.COUNTER, "Images rendered and handed to the archive",
            MeterTag.of("outcome", ItemOutcome.class)),
    LABELS("labels", MeterKind.COUNTER, "Labels drawn"),
    MASKS("masks", MeterKind.COUNTER, "Masks written", MeterTag.of("kind", MaskKind.class)),
    DEFECTS("defects", MeterKind.COUNTER, "Defects found in input", MeterTag.of("code", DefectCode.class)),
    LIMIT_HITS("limit.hits", MeterKind.COUNTER,
            "Defects caused by a limit: input that costs more than a setting allows",
            MeterTag.of("limit", Limit.class)),
    STAGE("stage", MeterKind.TIMER, "Time that items spent in a stage",
            MeterTag.of("stage", ExportListener.Stage.class)),
    PARTS("parts", MeterKind.BYTES, "Sizes of uploaded archive parts"),
    READ("read", MeterKind.BYTES, "Sizes of objects read"),
    STORE("store", MeterKind.TIMER, "Duration of operations on the object store, including retries",
            MeterTag.of("operation", StoreOperation.class), MeterTag.of("outcome", StoreOutcome.class)),
    STORE_TRIES("store.tries", MeterKind.COUNTER,
            "Requests of operations on the object store, each retry counted again",
            MeterTag.of("operation", StoreOperation.class), MeterTag.of("result", TryResult.class)),
    STORE_BREAKER("store.breaker.open", MeterKind.GAUGE,
            "1 while the store counts as down and most operations fail without a try, otherwise 0"),
    RETRY_TOKENS("store.retry.tokens", MeterKind.GAUGE,
            "What is left of 500 tokens for retries: one costs 5, after a time-out or throttling 10; a success gives 1 back"),
    BUFFER("buffer.bytes", MeterKind.GAUGE, "Memory held by images in flight"),
    BUFFER_LIMIT("buffer.limit.bytes", MeterKind.GAUGE, "Memory that images in flight may hold"),
    PROGRESS_AGE("progress.age.seconds", MeterKind.GAUGE, "Time since the last progress of a busy worker; 0 when idle"),
    NOT_READY("not.ready", MeterKind.GAUGE,
            "1 for the reason why `/readyz` says that the worker is not ready, 0 for the others",
            MeterTag.of("reason", UnreadyReason.class)),
    SPANS("spans", MeterKind.COUNTER, "Ended spans of traces; none without `TRACE_ENDPOINT`",
            MeterTag.of("outcome", SpanOutcome.class)),
    BUILD("build", MeterKind.INFO, "1, with the version as a tag", new MeterTag("version", List.of()));

    /** The kind of Micrometer meter. */
    enum MeterKind {
        COUNTER, GAUGE, TIMER, BYTES, INFO
    }

    /** A tag with all its values; none if they are known only at startup. */
    record MeterTag(String name, List<String> values) {
        static <E extends Enum<E>> MeterTag of(String name, Class<E> type) {
            return of(name, List.of(type.getEnumConstants()));
        }

        static MeterTag of(String name, List<? extends Enum<?>> values) {
            return new MeterTag(name, values.stream().map(WorkerMeter::tagValue).toList());
        }

        /** The code of a failure as events and documents spell it; {@value #NO_REASON} of other ends. */
        static MeterTag reason() {
            return new MeterTag("reason", Stream.concat(Stream.of(NO_REASON),
                    Stream.of(ReasonCode.values()).map(Enum::name)).toList());
        }
    }

    /** How processing a record ended. */
    public enum RecordOutcome {
        DONE, PUT_OFF, HANDED_OVER, BROKEN_OFF
    }

    /** What a slot processes. */
    public enum RecordKind {
        REQUEST, TASK
    }

    /** A topic that work comes from. */
    public enum WorkTopic {
        REQUESTS, TASKS, CONTROL;

        /** Those whose backlog is known. */
        public static final List<WorkTopic> QUEUES = List.of(REQUESTS, TASKS);
    }

    /** A kind of event. */
    public enum EventType {
        ACCEPTED, REJECTED, PLANNED, PROGRESS, PART_COMPLETED, COMPLETED, FAILED, CANCELLED;

        public static EventType of(ExportEvent event) {
            return switch (event) {
                case ExportAccepted _ -> ACCEPTED;
                case ExportRejected _ -> REJECTED;
                case ExportPlanned _ -> PLANNED;
                case ExportProgressed _ -> PROGRESS;
                case PartCompleted _ -> PART_COMPLETED;
                case ExportCompleted _ -> COMPLETED;
                case ExportFailed _ -> FAILED;
                case ExportCancelled _ -> CANCELLED;
            };
        }
    }

    /** Whether an item had defects. */
    enum ItemOutcome {
        CLEAN, WITH_WARNINGS
    }

    /** An operation of the object store. */
    public enum StoreOperation {
        LIST("list "),
        HEAD("head "),
        READ("get "),
        PUT("put "),
        PUT_IF_ABSENT("put if absent "),
        COPY("copy "),
        UPLOAD("create upload ", "upload S3 part ", "complete upload "),
        DELETE("delete "),
        ABORT("abort upload ");

        private final List<String> steps;

        /** @param steps how the names of its steps begin */
        StoreOperation(String... steps) {
            this.steps = List.of(steps);
        }

        /** The operation that a step is part of, by the name that messages use. */
        static Optional<StoreOperation> of(String step) {
            return Stream.of(PUT_IF_ABSENT, LIST, HEAD, READ, PUT, COPY, UPLOAD, DELETE, ABORT)
                    .filter(operation -> operation.steps.stream().anyMatch(step::startsWith)).findFirst();
        }
    }

    /** The result of an operation. */
    public enum StoreOutcome {
        OK, TRANSIENT, AMBIGUOUS, DOWN, DENIED, TERMINAL, OTHER
    }

    /** Why a worker takes no work. */
    public enum UnreadyReason {
        /** It checks the work bucket, or asks the broker what it offers. */
        STARTING,
        /** It was told to stop. */
        STOPPING,
        /** A loop that polls the broker, or a job, makes no progress. */
        STALLED,
        /** The object store is down. */
        STORE,
        /** The work bucket cannot be used, for instance because access is denied. */
        WORK_BUCKET,
        /** Topics are missing. */
        TOPICS,
        /** It is not a member of the group. */
        GROUP
    }

    /** The reason of an end that is no failure. */
    static final String NO_REASON = "none";

    private final String name;
    private final MeterKind kind;
    private final String description;
    private final List<MeterTag> tags;

    WorkerMeter(String name, MeterKind kind, String description, MeterTag... tags) {
        this.name = "mask.export." + name;
        this.kind = kind;
        this.description = description;
        this.tags = List.of(tags);
    }

    String meterName() {
        return name;
    }

    MeterKind kind() {
        return kind;
    }

    String description() {
        return description;
    }

    List<MeterTag> tags() {
        return tags;
    }

    /** Whether there is a series with these values of the tags, in their order. */
    boolean hasSeries(List<String> values) {
        return this != ENDINGS
                || values.get(0).equals(tagValue(ManifestStatus.FAILED)) != values.get(1).equals(NO_REASON);
    }

    /** The name that Prometheus scrapes. */
    public String prometheusName() {
        var snake = name.replace('.', '_');
        return switch (kind) {
            case COUNTER -> snake + "_total";
            case TIMER -> snake + "_seconds";
            case BYTES -> snake + "_bytes";
            case GAUGE -> snake;
            case INFO -> snake + "_info";
        };
    }

    static String tagValue(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
