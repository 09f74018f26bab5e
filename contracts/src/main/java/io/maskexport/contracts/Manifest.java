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
 * The content of {@code manifest.json}, which is written once and settles how an export ended. It says nothing of time,
 * worker or attempt: the same export always has the same bytes.
 *
 * @param requestId empty for a local render, which nobody requested
 * @param requestDigest SHA-256 of the request; empty where there is none
 * @param failure why there is no archive; only where the status is failed
 * @param request null for a cancellation that came before its request, and for a local render
 * @param content what was exported; only where the status is completed
 * @param ignoredFields fields of the request that nobody knows, and that so were without effect; absent where there are none
 * @param ignoredFieldCount how many there are; null where all of them are named
 */
@JsonPropertyOrder("version")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Manifest(String requestId, ManifestStatus status, String requestDigest, @Nullable FailureReason failure,
        @Nullable ExportRequested request, @Nullable ExportContent content,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<IgnoredField> ignoredFields,
        @Nullable Integer ignoredFieldCount) {
    public Manifest {
        ignoredFields = List.copyOf(ignoredFields);
    }

    /** Of a request without unknown fields. */
    public Manifest(String requestId, ManifestStatus status, String requestDigest, @Nullable FailureReason failure,
            @Nullable ExportRequested request, @Nullable ExportContent content) {
        this(requestId, status, requestDigest, failure, request, content, List.of(), null);
    }

    /** The same of a request that has these unknown fields. */
    public Manifest ignoring(IgnoredFields ignored) {
        return new Manifest(requestId, status, requestDigest, failure, request, content, ignored.first(),
                ignored.unnamed());
    }

    /** How an export ended. */
    public enum ManifestStatus implements WireName {
        COMPLETED, FAILED, CANCELLED;

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
     * @param sixteenBit whether machine masks are 16-bit grey, as there are more than 255 classes
     * @param classMap in the order of {@code meta.json}
     * @param parts in order
     * @param limits of the input by which it was made, those that are not the defaults; absent where all are
     */
    public record ExportContent(String inputDigest, boolean sixteenBit, List<ClassEntry> classMap,
            List<ArchivePart> parts,
            ExportTotals totals, WarningCounts warnings,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, Long> limits) {
        /** Made by the default limits. */
        public ExportContent(String inputDigest, boolean sixteenBit, List<ClassEntry> classMap, List<ArchivePart> parts,
                ExportTotals totals, WarningCounts warnings) {
            this(inputDigest, sixteenBit, classMap, parts, totals, warnings, new TreeMap<>());
        }

        public ExportContent {
            limits = Collections.unmodifiableSortedMap(new TreeMap<>(limits));
            classMap = List.copyOf(classMap);
            parts = List.copyOf(parts);
        }
    }

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

    /** What a manifest is read for before anything else. */
    private record ManifestHeader(int version) {}

    /**
     * Reads a manifest.
     *
     * @throws IOException not one of this major version; the message says where
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

    /** Of a render without a request. */
    public static Manifest local(ExportContent content) {
        return new Manifest("", ManifestStatus.COMPLETED, "", null, null, content);
    }

    public static Manifest failed(ExportRequested request, String requestDigest, ReasonCode reason, String detail) {
        return new Manifest(request.requestId(), ManifestStatus.FAILED, requestDigest,
                new FailureReason(reason, detail), request,
                null);
    }

    /** @param request null where the cancellation came before it */
    public static Manifest cancelled(String requestId, String requestDigest, @Nullable ExportRequested request) {
        return new Manifest(requestId, ManifestStatus.CANCELLED, requestDigest, null, request, null);
    }

    /** Major version of the file. */
    @JsonProperty
    public int version() {
        return ContractVersion.VERSION;
    }
}
