package io.maskexport.worker.plan;

import java.util.List;
import java.util.SortedMap;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.maskexport.archive.ArchiveNames;
import io.maskexport.archive.Naming;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.IgnoredFields;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.PartNaming;
import io.maskexport.contracts.WarningCounts;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.export.SourceFile;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.failure.NotUnderstood;
import io.maskexport.worker.manifest.ArchiveSummary;
import io.maskexport.worker.manifest.FailedItems;
import io.maskexport.worker.manifest.WarningTally;
import org.jspecify.annotations.Nullable;

/**
 * The plan of an export. The first planner to write it decides for all: every attempt by any worker does the same.
 *
 * @param stem the archive's file names before their numbers
 * @param whole whether the archive may still become a single file; false if originals and annotations alone exceed it
 * @param leastParts number of parts that originals and annotations alone fill, at least 1
 * @param meta the project's {@code meta.json}, pinned to a version
 * @param inputDigest SHA-256 over the paths, sizes and versions of all inputs
 * @param chunks the items in order
 * @param fannedOut whether each chunk is a task of its own; otherwise they form one task
 * @param warnings defects of the project as a whole; of very many, only the first
 * @param warningCounts all of them by code; null in plans of earlier versions, which listed all
 * @param ignored unknown fields of the request; null if none
 * @param limits input limits by name, from the worker that planned, so that workers with other settings produce the
 * same bytes; null in plans of earlier versions
 * @param delta how it differs from an earlier export; null if the request names none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Plan(String requestDigest, ExportRequested request, @Nullable String traceparent,
        @Nullable String tracestate,
        String stem, boolean whole, int leastParts, SourceFile meta, String inputDigest, List<ItemChunk> chunks,
        boolean fannedOut,
        List<WarningCounts.WarningExample> warnings, @Nullable SortedMap<String, Long> warningCounts,
        @Nullable IgnoredFields ignored, @Nullable SortedMap<String, Long> limits,
        @Nullable PlannedDelta delta, @Nullable Integer format,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> needs) implements ExportDecision {

    /**
     * A sequence of items.
     *
     * @param list SHA-256 of the object that lists them, which is also its name
     */
    public record ItemChunk(String list, int items) {}

    /** Of an export of everything. */
    public Plan(String requestDigest, ExportRequested request, @Nullable String traceparent,
            @Nullable String tracestate, String stem, boolean whole, int leastParts, SourceFile meta,
            String inputDigest, List<ItemChunk> chunks, boolean fannedOut, List<WarningCounts.WarningExample> warnings,
            @Nullable SortedMap<String, Long> warningCounts, @Nullable IgnoredFields ignored,
            @Nullable SortedMap<String, Long> limits, @Nullable Integer format, List<String> needs) {
        this(requestDigest, request, traceparent, tracestate, stem, whole, leastParts, meta, inputDigest, chunks,
                fannedOut, warnings, warningCounts, ignored, limits, null, format, needs);
    }

    public Plan {
        chunks = List.copyOf(chunks);
        warnings = List.copyOf(warnings);
        needs = List.copyOf(needs);
    }

    /**
     * Compares the number of failed items with the request's limit. The result is the same for the whole export and for
     * its first items.
     *
     * @throws DefectException {@code TOO_MANY_FAILED_ITEMS}
     */
    public void check(@Nullable FailedItems failed) throws DefectException {
        var budget = request.maxFailedItems();
        if (budget != null && failed != null && failed.exceed(budget, items())) {
            throw new DefectException(DefectCode.TOO_MANY_FAILED_ITEMS,
                    "more than %d of %d items lack masks (maxFailedItems is %s); the first: %s"
                            .formatted(budget.of(items()), items(), budget, failed.first()));
        }
    }

    /** Defects of the project as a whole. */
    public ArchiveSummary projectWarnings() {
        return ArchiveSummary.ofProject(warningCounts == null ? WarningTally.counts(warnings) : warningCounts,
                warnings);
    }

    /** Adds the request's ignored fields to a manifest of this export. */
    public Manifest saying(Manifest manifest) {
        return ignored == null ? manifest : manifest.ignoring(ignored);
    }

    /** The limits for the whole export. */
    @JsonIgnore
    public Limits pinned() {
        return limits == null ? Limits.defaults() : Limits.of(limits);
    }

    /**
     * Makes sure that this build can apply the limits.
     *
     * @param export the request's id
     */
    void checkLimits(String export) throws NotUnderstood {
        if (limits != null) {
            for (var limit : limits.entrySet()) {
                if (!Limits.isKnown(limit.getKey(), limit.getValue())) {
                    throw new NotUnderstood(export, "the plan pins %s to %d".formatted(limit.getKey(),
                            limit.getValue()), null);
                }
            }
        }
    }

    @JsonIgnore
    public String requestId() {
        return request.requestId();
    }

    @Override
    @JsonIgnore
    public ObjectRef destination() {
        return PlannedExport.destination(request.destination(), request.requestId());
    }

    /** Number of tasks; at least 1. */
    @JsonIgnore
    public int tasks() {
        return fannedOut ? chunks.size() : 1;
    }

    /**
     * Number of items of the tasks before this one.
     *
     * @param task from 1
     */
    public int itemsBefore(int task) {
        return fannedOut ? chunks.subList(0, task - 1).stream().mapToInt(ItemChunk::items).sum() : 0;
    }

    /** @param task from 1 */
    public List<ItemChunk> chunksOf(int task) {
        return fannedOut ? List.of(chunks.get(task - 1)) : chunks;
    }

    public int itemsOf(int task) {
        return chunksOf(task).stream().mapToInt(ItemChunk::items).sum();
    }

    public boolean isLast(int task) {
        return task == tasks();
    }

    @JsonIgnore
    public long items() {
        return chunks.stream().mapToLong(ItemChunk::items).sum();
    }

    /** The names of the archive's files. */
    public ArchiveNames names() {
        int planned = fannedOut ? Math.multiplyExact(tasks(), stride()) - 1 : leastParts;
        return new ArchiveNames(stem, engineNaming(request.archive().naming()), planned);
    }

    /**
     * The number in a part's name, from 1. With several tasks, each has its own block of numbers, because none knows
     * how many parts the others produce.
     *
     * @param part from 1 within its task
     */
    public int number(int task, int part) {
        return (task - 1) * stride() + part;
    }

    /**
     * A power of ten above the largest possible number of parts of a task: one for each item and one for the root
     * files.
     */
    private int stride() {
        if (!fannedOut) {
            return 1;
        }
        int largest = chunks.stream().mapToInt(ItemChunk::items).max().orElse(0) + 1;
        int stride = 10;
        while (stride <= largest) {
            stride *= 10;
        }
        return stride;
    }

    private static Naming engineNaming(PartNaming naming) {
        return switch (naming) {
            case PART -> Naming.PART;
            case VOLUME -> Naming.VOLUME;
        };
    }
}
