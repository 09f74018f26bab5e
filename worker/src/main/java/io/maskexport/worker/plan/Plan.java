package io.maskexport.worker.plan;

import java.util.List;
import java.util.SortedMap;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.maskexport.archive.ArchiveNames;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.IgnoredFields;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.WarningCounts;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.export.SourceFile;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.manifest.FailedItems;
import org.jspecify.annotations.Nullable;

/**
 * What an export does. The first planner to write it decides for all: every attempt, by any worker, does the same.
 *
 * @param stem what the archive's files are called before their numbers
 * @param whole whether the archive may still turn out to be one file; else originals and annotations alone are larger
 * @param leastParts how many parts originals and annotations alone make, at least 1
 * @param meta the project's {@code meta.json}, pinned
 * @param inputDigest SHA-256 over the paths, sizes and versions of all inputs
 * @param chunks the items in order
 * @param fannedOut whether each chunk is a task of its own; else all are one task
 * @param warnings what was found wrong with the project as a whole; where it is very much, the first ones
 * @param warningCounts all of them by code; null in plans of earlier versions, which listed all
 * @param ignored fields of the request that nobody knows; null where there are none
 * @param limits what the input may cost, by name: those of the worker that planned it, so that workers with other settings
 *     make the same bytes; null in plans of versions before
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Plan(String requestDigest, ExportRequested request, @Nullable String traceparent,
        @Nullable String tracestate,
        String stem, boolean whole, int leastParts, SourceFile meta, String inputDigest, List<ItemChunk> chunks,
        boolean fannedOut,
        List<WarningCounts.WarningExample> warnings, @Nullable SortedMap<String, Long> warningCounts,
        @Nullable IgnoredFields ignored, @Nullable SortedMap<String, Long> limits) implements ExportDecision {

    /**
     * A run of items.
     *
     * @param list SHA-256 of the object that lists them, which is called after it
     */
    public record ItemChunk(String list, int items) {}

    public Plan {
        chunks = List.copyOf(chunks);
        warnings = List.copyOf(warnings);
    }

    /**
     * Holds failed items against what the request allows. Whoever is asked about the whole export, or about its first items,
     * gives the same answer.
     *
     * @throws DefectException {@code TOO_MANY_FAILED_ITEMS}
     */
    public void check(@Nullable FailedItems failed) throws DefectException {
        var budget = request.maxFailedItems();
        if (budget != null && failed != null && failed.items() > budget.of(items())) {
            throw new DefectException(DefectCode.TOO_MANY_FAILED_ITEMS,
                    "more than %d of %d items lack masks (maxFailedItems is %s); the first: %s"
                            .formatted(budget.of(items()), items(), budget, failed.first()));
        }
    }

    /** A manifest of this export, which also says what of its request is without effect. */
    public Manifest saying(Manifest manifest) {
        return ignored == null ? manifest : manifest.ignoring(ignored);
    }

    /** The limits that hold for all of the export. */
    @JsonIgnore
    public Limits pinned() {
        return limits == null ? Limits.defaults() : Limits.of(limits);
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

    /** In how many tasks the work is handed out; at least 1. */
    @JsonIgnore
    public int tasks() {
        return fannedOut ? chunks.size() : 1;
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
        return new ArchiveNames(stem, EngineNaming.of(request.archive().naming()), planned);
    }

    /**
     * The number in a part's name, from 1. With several tasks each has a block of numbers, because none knows how many parts the
     * others make.
     *
     * @param part from 1 within its task
     */
    public int number(int task, int part) {
        return (task - 1) * stride() + part;
    }

    /** A power of ten above the most parts that a task can have: one an item, and one for the root files. */
    private int stride() {
        if (!fannedOut) {
            return 1;
        }
        int most = chunks.stream().mapToInt(ItemChunk::items).max().orElse(0) + 1;
        int stride = 10;
        while (stride <= most) {
            stride *= 10;
        }
        return stride;
    }

    /** The engine's word for the contract's. */
    private static final class EngineNaming {
        static io.maskexport.archive.Naming of(io.maskexport.contracts.PartNaming naming) {
            return switch (naming) {
                case PART -> io.maskexport.archive.Naming.PART;
                case VOLUME -> io.maskexport.archive.Naming.VOLUME;
            };
        }
    }
}
