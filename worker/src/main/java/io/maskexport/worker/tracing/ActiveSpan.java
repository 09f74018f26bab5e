package io.maskexport.worker.tracing;

/** The span of the thread's work. */
final class ActiveSpan {
    private static final ScopedValue<TraceSpan> ACTIVE = ScopedValue.newInstance();

    private ActiveSpan() {}

    static TraceSpan get() {
        return ACTIVE.orElse(TraceSpan.NONE);
    }

    static <T, X extends Exception> T during(TraceSpan span, TraceSpan.TracedStep<T, X> step) throws X {
        return ScopedValue.where(ACTIVE, span).<T, X>call(step::run);
    }
}
