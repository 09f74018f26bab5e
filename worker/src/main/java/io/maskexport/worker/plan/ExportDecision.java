package io.maskexport.worker.plan;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.maskexport.contracts.RecordHeader;
import io.maskexport.contracts.TraceContext;
import io.maskexport.worker.bucket.ObjectRef;
import org.jspecify.annotations.Nullable;

/**
 * The first decision on an export, written once: a plan, or an end without one. Every later attempt ends the export in
 * the same folder, whatever destination its record names.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({@JsonSubTypes.Type(Plan.class), @JsonSubTypes.Type(EndedUnplanned.class)})
public sealed interface ExportDecision permits Plan, EndedUnplanned {
    @Nullable
    String traceparent();

    @Nullable
    String tracestate();

    /** Format of the export's records; null in those of the first versions. */
    @Nullable
    Integer format();

    /** Features that its records need. */
    List<String> needs();

    /** What a worker must know to go on with the export. */
    @JsonIgnore
    default RecordNeeds required() {
        return RecordNeeds.of(new RecordHeader(format(), needs()));
    }

    /** The folder where the export's manifest goes. */
    ObjectRef destination();

    /** The trace that the whole export belongs to. */
    @JsonIgnore
    default TraceContext trace() {
        return new TraceContext(Optional.ofNullable(traceparent()), Optional.ofNullable(tracestate()));
    }
}
