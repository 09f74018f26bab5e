package io.maskexport.worker.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.Limit;
import io.maskexport.export.ExportListener;
import io.maskexport.render.MaskKind;
import io.maskexport.worker.intake.IntakeListener.LockOutcome;

/**
 * The catalogue of the worker's meters. Each tag has a small set of known values: never ids, names, keys or messages.
 * All time series exist from the start, at zero, because Prometheus cannot see the first increase of a series that
 * appears with it.
 */
public enum WorkerMeter {
    REQUEST("request", MeterKind.TIMER, "Time from taking a request until its record is dealt with",
            MeterTag.of("outcome", RecordOutcome.class)),
    TASK("task", MeterKind.TIMER, "Time from taking a part task until its record is dealt with",
            MeterTag.of("outcome", RecordOutcome.class)),
    WAIT("wait", MeterKind.TIMER, "Time a request or task waited in its topic until it was taken"),
    IN_FLIGHT("in.flight", MeterKind.GAUGE, "Requests and tasks under work"),
    SLOTS("slots", MeterKind.GAUGE, "Requests and tasks that can be under work at once"),
    BACKLOG("backlog", MeterKind.GAUGE, "Records that the group has not dealt with yet, those under work included",
            MeterTag.of("topic", WorkTopic.class)),
    REDELIVERIES("redeliveries", MeterKind.COUNTER, "Records taken for the second time or more"),
    HAND_OVERS("hand.overs", MeterKind.COUNTER, "Records handed over to other workers"),
    DEAD_LETTERS("dead.letters", MeterKind.COUNTER, "Records that went to the dead-letter topic",
            MeterTag.of("topic", WorkTopic.class)),
    LOCK_RENEWALS("lock.renewals", MeterKind.COUNTER, "Renewals of record locks",
            MeterTag.of("outcome", LockOutcome.class)),
    EVENTS("events", MeterKind.COUNTER, "Events published", MeterTag.of("type", EventType.class)),
    ITEMS("items", MeterKind.COUNTER, "Images rendered and handed to the archive",
            MeterTag.of("outcome", ItemOutcome.class)),
    LABELS("labels", MeterKind.COUNTER, "Labels drawn"),
    MASKS("masks", MeterKind.COUNTER, "Masks written", MeterTag.of("kind", MaskKind.class)),
    DEFECTS("defects", MeterKind.COUNTER, "Defects found in input", MeterTag.of("code", DefectCode.class)),
    LIMIT_HITS("limit.hits", MeterKind.COUNTER,
            "Defects whose cause is a limit: input that costs more than a setting allows",
            MeterTag.of("limit", Limit.class)),
    STAGE("stage", MeterKind.TIMER, "Time that items spent in a stage",
            MeterTag.of("stage", ExportListener.Stage.class)),
    PARTS("parts", MeterKind.BYTES, "Sizes of archive parts uploaded"),
    READ("read", MeterKind.BYTES, "Sizes of objects read"),
    STORE("store", MeterKind.TIMER, "Time of operations on the object store, their retries included",
            MeterTag.of("operation", StoreOperation.class), MeterTag.of("outcome", StoreOutcome.class)),
    BUFFER("buffer.bytes", MeterKind.GAUGE, "Memory held by images in flight"),
    BUFFER_LIMIT("buffer.limit.bytes", MeterKind.GAUGE, "Memory that images in flight may hold"),
    PROGRESS_AGE("progress.age.seconds", MeterKind.GAUGE, "Time since a busy worker last got on; 0 when idle"),
    BUILD("build", MeterKind.GAUGE, "1, with the version in its tag", new MeterTag("version", List.of()));

    /** The kind of Micrometer meter. */
    enum MeterKind {
        COUNTER, GAUGE, TIMER, BYTES
    }

    /** A tag with all its values; none if they are known only at startup. */
    record MeterTag(String name, List<String> values) {
        static <E extends Enum<E>> MeterTag of(String name, Class<E> type) {
            return new MeterTag(name, List.of(type.getEnumConstants()).stream().map(WorkerMeter::tagValue).toList());
        }
    }

    /** How processing a record ended. */
    public enum RecordOutcome {
        DONE, PUT_OFF, HANDED_OVER, BROKEN_OFF
    }

    /** A topic that work comes from. */
    public enum WorkTopic {
        REQUESTS, TASKS, CONTROL
    }

    /** A kind of event. */
    public enum EventType {
        ACCEPTED, REJECTED, PLANNED, PROGRESS, PART_COMPLETED, COMPLETED, FAILED, CANCELLED
    }

    /** Whether an item had defects. */
    enum ItemOutcome {
        CLEAN, WITH_WARNINGS
    }

    /** An operation of the object store. */
    public enum StoreOperation {
        LIST, HEAD, READ, PUT, PUT_IF_ABSENT, COPY, UPLOAD, DELETE, ABORT
    }

    /** The result of an operation. */
    public enum StoreOutcome {
        OK, TRANSIENT, AMBIGUOUS, DOWN, TERMINAL, OTHER
    }

    /** Documentation for tags with too many values to list. */
    private static final Map<String, String> MANY = Map.of("code", "each defect code", "limit",
            "each `LIMIT_…` of [settings.md](settings.md), in lower case");

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

    /** The name that Prometheus scrapes. */
    public String prometheusName() {
        var snake = name.replace('.', '_');
        return switch (kind) {
            case COUNTER -> snake + "_total";
            case TIMER -> snake + "_seconds";
            case BYTES -> snake + "_bytes";
            case GAUGE -> snake;
        };
    }

    static String tagValue(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** The table of meters, in Markdown. */
    public static String documentation() {
        return Arrays.stream(values()).map(WorkerMeter::row)
                .collect(Collectors.joining("\n", "| Name | Type | Tags | Meaning |\n|---|---|---|---|\n", "\n"));
    }

    private String row() {
        var type = switch (kind) {
            case COUNTER -> "counter";
            case GAUGE -> "gauge";
            case TIMER -> "histogram";
            case BYTES -> "summary";
        };
        return "| `%s` | %s | %s | %s |".formatted(prometheusName(), type,
                tags.stream().map(WorkerMeter::shown).collect(Collectors.joining("; ")), description);
    }

    private static String shown(MeterTag tag) {
        var name = "`" + tag.name() + "`";
        if (tag.values().isEmpty()) {
            return name;
        }
        boolean many = tag.values().size() > 12;
        return name + ": " + (many ? MANY.get(tag.name()) : String.join(", ", tag.values()));
    }
}
