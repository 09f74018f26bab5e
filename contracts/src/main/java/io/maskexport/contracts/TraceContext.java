package io.maskexport.contracts;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * The trace that a message belongs to, in <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a> format.
 * An invalid value is treated as absent; without a parent there is no state.
 *
 * @param parent {@code traceparent}
 * @param state {@code tracestate}
 */
public record TraceContext(Optional<String> parent, Optional<String> state) {
    public static final TraceContext NONE = new TraceContext(Optional.empty(), Optional.empty());

    /** Header of the parent. */
    public static final String PARENT_HEADER = "traceparent";
    /** Header of the state. */
    public static final String STATE_HEADER = "tracestate";

    /** Largest length of a state, in characters: the length that the specification requires everyone to propagate. */
    private static final int MAX_STATE = 512;
    /** Version 00 matches exactly; a later version may continue after another dash. */
    private static final Pattern PARENT = Pattern.compile(
            "(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}((?<!^00.{53})-[!-~]{0,256})?");
    private static final String MEMBER = "[a-z0-9][a-z0-9_*/@-]{0,255}=[ -+\\--<>-~]{0,255}[!-+\\--<>-~]";
    private static final Pattern STATE = Pattern.compile(
            "[ \\t]*(%1$s)?[ \\t]*(,[ \\t]*(%1$s)?[ \\t]*){0,31}".formatted(MEMBER));

    public TraceContext {
        parent = parent.filter(text -> PARENT.matcher(text).matches());
        state = parent.isPresent() ? state.filter(TraceContext::isState) : Optional.empty();
    }

    /** The trace that the headers of a message name. */
    public static TraceContext of(RecordEnvelope message) {
        return new TraceContext(message.header(PARENT_HEADER), message.header(STATE_HEADER));
    }

    /** The headers of a message of this trace. */
    public SequencedMap<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        parent.ifPresent(text -> headers.put(PARENT_HEADER, text));
        state.ifPresent(text -> headers.put(STATE_HEADER, text));
        return headers;
    }

    private static boolean isState(String text) {
        return !text.isBlank() && text.length() <= MAX_STATE && STATE.matcher(text).matches();
    }

    /** The trace's id, 32 hexadecimal digits. */
    public Optional<String> id() {
        return parent.map(text -> text.substring(3, 35));
    }

    /** The id of the span that sent the message, 16 hexadecimal digits. */
    public Optional<String> spanId() {
        return parent.map(text -> text.substring(36, 52));
    }

    /** Whether the sender of the message may have recorded its span. */
    public boolean isSampled() {
        return parent.filter(text -> (Character.digit(text.charAt(54), 16) & 1) == 1).isPresent();
    }
}
