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

/** Reads and writes the headers {@code traceparent} and {@code tracestate} of messages. */
final class MessageContext {
    private static final String PARENT = "traceparent";
    private static final String STATE = "tracestate";
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private MessageContext() {}

    static Context read(TraceContext message, Context context) {
        return W3C.extract(context, message, new MessageGetter());
    }

    static TraceContext write(Context context) {
        Map<String, String> headers = new HashMap<>();
        W3C.inject(context, headers, (carrier, name, value) -> headers.put(name, value));
        return new TraceContext(Optional.ofNullable(headers.get(PARENT)), Optional.ofNullable(headers.get(STATE)));
    }

    private static final class MessageGetter implements TextMapGetter<TraceContext> {
        @Override
        public Iterable<String> keys(TraceContext message) {
            return List.of(PARENT, STATE);
        }

        @Override
        public @Nullable String get(@Nullable TraceContext message, String name) {
            if (message == null) {
                return null;
            }
            return (name.equals(PARENT) ? message.parent() : message.state()).orElse(null);
        }
    }
}
