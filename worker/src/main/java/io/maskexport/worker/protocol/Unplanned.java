package io.maskexport.worker.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.Trace;
import io.maskexport.worker.bucket.ObjectRef;
import org.jspecify.annotations.Nullable;

/**
 * An export that ends before it is planned: it was cancelled, perhaps ahead of its request, or it failed.
 *
 * @param destination folder of its manifest; a request that comes later may name another one
 * @param manifest how it ends
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Unplanned(ObjectRef destination, Manifest manifest, @Nullable String traceparent, @Nullable String tracestate)
        implements
            Opening {
    static Unplanned of(ObjectRef destination, Manifest manifest, Trace trace) {
        return new Unplanned(destination, manifest, trace.parent().orElse(null), trace.state().orElse(null));
    }
}
