package io.maskexport.worker.tracing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.maskexport.contracts.TraceContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import org.jspecify.annotations.Nullable;

import static io.maskexport.contracts.TraceContext.PARENT_HEADER;
import static io.maskexport.contracts.TraceContext.STATE_HEADER;

/** Reads and writes the headers {@code traceparent} and {@code tracestate} of messages. */
final class MessageContext {
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private MessageContext() {}

    static Context read(TraceContext message, Context context) {
        return W3C.extract(context, message, new MessageGetter());
    }

    static TraceContext write(Context context) {
        Map<String, String> headers = new HashMap<>();
        W3C.inject(context, headers, (carrier, name, value) -> headers.put(name, value));
        return new TraceContext(Optional.ofNullable(headers.get(PARENT_HEADER)),
                Optional.ofNullable(headers.get(STATE_HEADER)));
    }

    private static final class MessageGetter implements TextMapGetter<TraceContext> {
        @Override
        public Iterable<String> keys(TraceContext message) {
            return List.of(PARENT_HEADER, STATE_HEADER);
        }

        @Override
        public @Nullable String get(@Nullable TraceContext message, String name) {
            if (message == null) {
                return null;
            }
            return (name.equals(PARENT_HEADER) ? message.parent() : message.state()).orElse(null);
        }
    }
}
