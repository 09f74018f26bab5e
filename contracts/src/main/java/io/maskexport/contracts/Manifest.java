package io.maskexport.contracts;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@code manifest.json}, which is written once and decides how an export ended. It contains no time,
 * worker or attempt: the same export always gives the same bytes.
 *
 * @param requestId empty for a local render, which has no request
 * @param requestDigest SHA-256 of the request; empty without one
 * @param failure why there is no archive; only if the status is failed
 * @param request null for a local render, and for a cancellation that came before its request
 * @param content what was exported; only if the status is completed
 * @param planned what would be exported; only if the status is planned
 * @param ignoredFields unknown fields of the request, which had no effect; absent if there are none
 * @param ignoredFieldCount number of unknown fields; null if all are listed
 */
@JsonPropertyOrder("version")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Manifest(String requestId, ManifestStatus status, String requestDigest, @Nullable FailureReason failure,
        @Nullable ExportRequested request, @Nullable ExportContent content, @Nullable PlannedContent planned,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<IgnoredField> ignoredFields,
        @Nullable Integer ignoredFieldCount) {
    /** The images, where a manifest says that they are omitted. */
    public static final String IMAGES = "images";

    /** The annotations, likewise. */
    public static final String ANNOTATIONS = "annotations";

    public Manifest {
        ignoredFields = List.copyOf(ignoredFields);
    }

    /** For a request without unknown fields. */
    public Manifest(String requestId, ManifestStatus status, String requestDigest, @Nullable FailureReason failure,
            @Nullable ExportRequested request, @Nullable ExportContent content) {
        this(requestId, status, requestDigest, failure, request, content, null, List.of(), null);
    }

    /** A copy that lists the request's unknown fields. */
    public Manifest ignoring(IgnoredFields ignored) {
        return new Manifest(requestId, status, requestDigest, failure, request, content, planned, ignored.first(),
                ignored.unnamed());
    }

    /** How an export ended. */
    public enum ManifestStatus implements WireName {
        COMPLETED,
        FAILED,
        CANCELLED,
        /** A dry run. */
        PLANNED;

        @Override
        @JsonValue
        public String wire() {
            return WireName.of(this);
        }
    }

    /** Why an export failed. */
    public record FailureReason(ReasonCode reason, String detail) {}

    /**
     * What was exported.
     *
     * @param inputDigest SHA-256 over the paths, sizes and versions of all inputs
     * @param sixteenBit whether machine masks are 16-bit grey, because there are more than 255 classes
     * @param classMap in the order of {@code meta.json}
     * @param parts in order
     * @param limits the input limits that differed from their defaults; absent if none did
     * @param omitted which originals the archive lacks: {@value #IMAGES}, {@value #ANNOTATIONS}; absent if it has both
     * @param splits the sets that items are divided into, in the order of the request; absent if there are none
     * @param files what other layouts have at the archive's root, beside the shards; absent if the archive has them
     * @param delta how the export differs from an earlier one; null if the request names none
     */
    public record ExportContent(String inputDigest, boolean sixteenBit, List<ClassEntry> classMap,
            List<ArchivePart> parts,
            ExportTotals totals, WarningCounts warnings,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, Long> limits,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> omitted,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SplitList> splits,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ObjectPointer> files,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ExportDelta delta) {
        /** For an export with default limits. */
        public ExportContent(String inputDigest, boolean sixteenBit, List<ClassEntry> classMap, List<ArchivePart> parts,
                ExportTotals totals, WarningCounts warnings) {
            this(inputDigest, sixteenBit, classMap, parts, totals, warnings, new TreeMap<>(), List.of(), List.of(),
                    List.of(), null);
        }

        public ExportContent {
            limits = Collections.unmodifiableSortedMap(new TreeMap<>(limits));
            classMap = List.copyOf(classMap);
            parts = List.copyOf(parts);
            omitted = List.copyOf(omitted);
            splits = List.copyOf(splits);
            files = List.copyOf(files);
        }

        /** The same as a delta. */
        public ExportContent with(ExportDelta difference) {
            return new ExportContent(inputDigest, sixteenBit, classMap, parts, totals, warnings, limits, omitted,
                    splits, files, difference);
        }
    }

    /**
     * What would be exported.
     *
     * @param inputDigest as it would be in the manifest of the export
     * @param sixteenBit likewise
     * @param classMap likewise
     * @param warnings that the listing already finds; annotations and images were not read
     * @param limits as in the manifest of the export
     * @param omitted likewise
     * @param delta how the export would differ from an earlier one, without lists; null if the request names none
     */
    public record PlannedContent(String inputDigest, boolean sixteenBit, List<ClassEntry> classMap,
            PlanEstimate estimate, WarningCounts warnings,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, Long> limits,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> omitted,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ExportDelta delta) {
        public PlannedContent {
            limits = Collections.unmodifiableSortedMap(new TreeMap<>(limits));
            classMap = List.copyOf(classMap);
            omitted = List.copyOf(omitted);
        }

        /** The same as a delta. */
        public PlannedContent with(ExportDelta difference) {
            return new PlannedContent(inputDigest, sixteenBit, classMap, estimate, warnings, limits, omitted,
                    difference);
        }
    }

    /**
     * A set of items.
     *
     * @param items number of its items, each a line of its list
     * @param list paths of its items, in the order of the archive
     */
    public record SplitList(String name, long items, ObjectPointer list) {}

    /**
     * A class of the project.
     *
     * @param index its value in machine masks
     * @param rgb its colour: red, green and blue, 0 to 255
     */
    public record ClassEntry(String title, int index, List<Integer> rgb) {
        public ClassEntry {
            rgb = List.copyOf(rgb);
        }

        /** @param rgb {@code 0xRRGGBB} */
        public static ClassEntry of(String title, int index, int rgb) {
            return new ClassEntry(title, index, List.of(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255));
        }
    }

    /** The part of a manifest that is read first. */
    private record ManifestHeader(int version) {}

    /**
     * Reads a manifest.
     *
     * @throws IOException if it is not one of this major version; the message names the place
     */
    public static Manifest read(byte[] json) throws IOException {
        int version = JsonRecords.read(json, ManifestHeader.class).version();
        if (version != ContractVersion.VERSION) {
            throw new IOException("a manifest of version " + version);
        }
        return JsonRecords.read(json, Manifest.class);
    }

    public static Manifest completed(ExportRequested request, String requestDigest, ExportContent content) {
        return new Manifest(request.requestId(), ManifestStatus.COMPLETED, requestDigest, null, request, content);
    }

    /** For a render without a request. */
    public static Manifest local(ExportContent content) {
        return new Manifest("", ManifestStatus.COMPLETED, "", null, null, content);
    }

    /** Of a dry run. */
    public static Manifest planned(ExportRequested request, String requestDigest, PlannedContent planned) {
        return new Manifest(request.requestId(), ManifestStatus.PLANNED, requestDigest, null, request, null, planned,
                List.of(), null);
    }

    /** Of a dry run without a request. */
    public static Manifest planned(PlannedContent planned) {
        return new Manifest("", ManifestStatus.PLANNED, "", null, null, null, planned, List.of(), null);
    }

    public static Manifest failed(ExportRequested request, String requestDigest, ReasonCode reason, String detail) {
        return new Manifest(request.requestId(), ManifestStatus.FAILED, requestDigest,
                new FailureReason(reason, detail), request,
                null);
    }

    /** @param request null if the cancellation came first */
    public static Manifest cancelled(String requestId, String requestDigest, @Nullable ExportRequested request) {
        return new Manifest(requestId, ManifestStatus.CANCELLED, requestDigest, null, request, null);
    }

    /** Major version of the file. */
    @JsonProperty
    public int version() {
        return ContractVersion.VERSION;
    }
}
