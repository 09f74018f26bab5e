package io.maskexport.worker.plan;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.maskexport.contracts.TraceContext;
import io.maskexport.worker.bucket.ObjectRef;
import org.jspecify.annotations.Nullable;

/**
 * The first word on an export, written once: what it does, or how it ends without. Whoever comes later ends it in the same
 * place, whatever destination he was told.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({@JsonSubTypes.Type(Plan.class), @JsonSubTypes.Type(EndedUnplanned.class)})
public sealed interface ExportDecision permits Plan, EndedUnplanned {
    @Nullable
    String traceparent();

    @Nullable
    String tracestate();

    /** The folder where the export ends. */
    ObjectRef destination();

    /** The trace that all of the export belongs to. */
    @JsonIgnore
    default TraceContext trace() {
        return new TraceContext(Optional.ofNullable(traceparent()), Optional.ofNullable(tracestate()));
    }
}
