package io.maskexport.worker.plan;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.TraceContext;
import io.maskexport.worker.bucket.ObjectRef;
import org.jspecify.annotations.Nullable;

/**
 * An export that ended before it was planned: it failed or was cancelled, perhaps before its request arrived; or a dry
 * run, whose manifest says what was planned.
 *
 * @param destination folder of its manifest; a request that arrives later may name another
 * @param manifest how it ended
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EndedUnplanned(ObjectRef destination, Manifest manifest, @Nullable String traceparent,
        @Nullable String tracestate, @Nullable Integer format,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> needs)
        implements
            ExportDecision {
    public EndedUnplanned {
        needs = List.copyOf(needs);
    }

    public static EndedUnplanned of(ObjectRef destination, Manifest manifest, TraceContext trace) {
        return of(destination, manifest, trace, RecordNeeds.NONE);
    }

    /** @param needs what a worker must know to announce the end */
    public static EndedUnplanned of(ObjectRef destination, Manifest manifest, TraceContext trace, RecordNeeds needs) {
        return new EndedUnplanned(destination, manifest, trace.parent().orElse(null), trace.state().orElse(null),
                needs.format(), needs.features());
    }
}
