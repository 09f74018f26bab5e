package io.maskexport.contracts;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a cancellation ended no export, in a header of the terminal event that answers it. An event without the header
 * tells of an export that ended as it says, whether or not because of a cancellation.
 */
public enum CancellationEffect {
    /** The export had ended before, and its end had been announced: the event repeats it. */
    ALREADY_ENDED("already-ended"),
    /** No export with this id was planned: a request that comes later is answered with the same event. */
    NOT_PLANNED("not-planned");

    /** Name of the header. */
    public static final String HEADER = "ce_cancellation";

    private final String wire;

    CancellationEffect(String wire) {
        this.wire = wire;
    }

    /** The header's value. */
    public String wire() {
        return wire;
    }

    /** The event's record with this header. */
    public RecordEnvelope in(RecordEnvelope event) {
        var headers = new LinkedHashMap<>(event.headers());
        headers.put(HEADER, wire);
        return new RecordEnvelope(headers, event.value());
    }

    /** What an event says; empty without the header, and for a value of a later version. */
    public static Optional<CancellationEffect> of(RecordEnvelope event) {
        return event.header(HEADER)
                .flatMap(value -> Stream.of(values()).filter(effect -> effect.wire.equals(value)).findFirst());
    }
}
