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
 * The catalogue of our meters. Tags have few values, known here; never ids, names, keys or messages. All time series exist
 * from the start, at zero, because Prometheus cannot see the first increase of a series that appears with it.
 */
public enum WorkerMeter {
    REQUEST("request", Kind.TIMER, "Time from taking a request until its record is dealt with",
            Tag.of("outcome", WorkOutcome.class)),
    TASK("task", Kind.TIMER, "Time from taking a part task until its record is dealt with",
            Tag.of("outcome", WorkOutcome.class)),
    WAIT("wait", Kind.TIMER, "Time a request or task waited in its topic until it was taken"),
    IN_FLIGHT("in.flight", Kind.GAUGE, "Requests and tasks under work"),
    SLOTS("slots", Kind.GAUGE, "Requests and tasks that can be under work at once"),
    BACKLOG("backlog", Kind.GAUGE, "Records that the group has not dealt with yet, those under work included",
            Tag.of("topic", WorkTopic.class)),
    REDELIVERIES("redeliveries", Kind.COUNTER, "Records taken for the second time or more"),
    HAND_OVERS("hand.overs", Kind.COUNTER, "Records handed over to other workers"),
    DEAD_LETTERS("dead.letters", Kind.COUNTER, "Records that went to the dead-letter topic",
            Tag.of("topic", WorkTopic.class)),
    LOCK_RENEWALS("lock.renewals", Kind.COUNTER, "Renewals of record locks", Tag.of("outcome", LockOutcome.class)),
    EVENTS("events", Kind.COUNTER, "Events published", Tag.of("type", EventType.class)),
    ITEMS("items", Kind.COUNTER, "Images rendered and handed to the archive", Tag.of("outcome", ItemOutcome.class)),
    LABELS("labels", Kind.COUNTER, "Labels drawn"),
    MASKS("masks", Kind.COUNTER, "Masks written", Tag.of("kind", MaskKind.class)),
    DEFECTS("defects", Kind.COUNTER, "Defects found in input", Tag.of("code", DefectCode.class)),
    LIMIT_HITS("limit.hits", Kind.COUNTER,
            "Defects whose cause is a limit: input that costs more than a setting allows",
            Tag.of("limit", Limit.class)),
    STAGE("stage", Kind.TIMER, "Time that items spent in a stage", Tag.of("stage", ExportListener.Stage.class)),
    PARTS("parts", Kind.BYTES, "Sizes of archive parts uploaded"),
    READ("read", Kind.BYTES, "Sizes of objects read"),
    STORE("store", Kind.TIMER, "Time of operations on the object store, their retries included",
            Tag.of("operation", StoreOperation.class), Tag.of("outcome", StoreOutcome.class)),
    BUFFER("buffer.bytes", Kind.GAUGE, "Memory held by images in flight"),
    BUFFER_LIMIT("buffer.limit.bytes", Kind.GAUGE, "Memory that images in flight may hold"),
    PROGRESS_AGE("progress.age.seconds", Kind.GAUGE, "Time since a busy worker last got on; 0 when idle"),
    BUILD("build", Kind.GAUGE, "1, with the version in its tag", new Tag("version", List.of()));

    /** What a meter is in Micrometer. */
    enum Kind {
        COUNTER, GAUGE, TIMER, BYTES
    }

    /** A tag with all its values; no values where they are known at start only. */
    record Tag(String name, List<String> values) {
        static <E extends Enum<E>> Tag of(String name, Class<E> type) {
            return new Tag(name, List.of(type.getEnumConstants()).stream().map(WorkerMeter::tagValue).toList());
        }
    }

    /** How work on a record ended. */
    public enum WorkOutcome {
        DONE, PUT_OFF, HANDED_OVER, BROKEN_OFF
    }

    /** Where work comes from. */
    public enum WorkTopic {
        REQUESTS, TASKS, CONTROL
    }

    /** What events tell. */
    public enum EventType {
        ACCEPTED, REJECTED, PLANNED, PROGRESS, PART_COMPLETED, COMPLETED, FAILED, CANCELLED
    }

    /** Whether something was wrong with an item. */
    enum ItemOutcome {
        CLEAN, WITH_WARNINGS
    }

    /** What is done in the object store. */
    public enum StoreOperation {
        LIST, HEAD, READ, PUT, PUT_IF_ABSENT, COPY, UPLOAD, DELETE, ABORT
    }

    /** What came of it. */
    public enum StoreOutcome {
        OK, TRANSIENT, AMBIGUOUS, DOWN, TERMINAL, OTHER
    }

    /** What stands for the values of a tag that has many. */
    private static final Map<String, String> MANY = Map.of("code", "each defect code", "limit",
            "each `LIMIT_…` of [settings.md](settings.md), in lower case");

    private final String name;
    private final Kind kind;
    private final String description;
    private final List<Tag> tags;

    WorkerMeter(String name, Kind kind, String description, Tag... tags) {
        this.name = "mask.export." + name;
        this.kind = kind;
        this.description = description;
        this.tags = List.of(tags);
    }

    String meterName() {
        return name;
    }

    Kind kind() {
        return kind;
    }

    String description() {
        return description;
    }

    List<Tag> tags() {
        return tags;
    }

    /** The name in a scrape. */
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

    private static String shown(Tag tag) {
        var name = "`" + tag.name() + "`";
        if (tag.values().isEmpty()) {
            return name;
        }
        boolean many = tag.values().size() > 12;
        return name + ": " + (many ? MANY.get(tag.name()) : String.join(", ", tag.values()));
    }
}
