package io.maskexport.worker.tracing;

/** Port: learns what becomes of spans. Called from several threads; must be quick and must not throw. */
@FunctionalInterface
public interface SpanListener {
    /** What became of a span. */
    enum SpanOutcome {
        /** The collector has it. */
        EXPORTED,
        /** The collector refused it or could not be reached. */
        FAILED,
        /** It was not sent because too many waited. */
        DROPPED
    }

    void ended(SpanOutcome outcome, int spans);
}
