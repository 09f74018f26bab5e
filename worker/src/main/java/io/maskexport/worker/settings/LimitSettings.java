package io.maskexport.worker.settings;

import java.util.EnumMap;

import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;

/** Reads the input limits: each {@link Limit} is a setting. */
public final class LimitSettings {
    private static final String PREFIX = "LIMIT_";

    private LimitSettings() {}

    static Limits read(EnvironmentReader e) {
        var values = new EnumMap<Limit, Long>(Limit.class);
        for (var limit : Limit.values()) {
            values.put(limit, e.optional(PREFIX + limit, shown(limit), text -> parse(limit, text),
                    "maximum " + limit.meaning()));
        }
        return new Limits(values);
    }

    /**
     * Parses a limit as written in settings: a size if it counts bytes, otherwise a whole number.
     *
     * @throws IllegalArgumentException if the text is not valid, with a message for people
     */
    public static long parse(Limit limit, String text) {
        return ValueParsers.within(limit.isBytes() ? ValueParsers::size : ValueParsers::integer, 1, limit.maximum())
                .apply(text);
    }

    private static String shown(Limit limit) {
        return limit.isBytes() ? ValueParsers.shown(limit.defaultValue()) : String.valueOf(limit.defaultValue());
    }
}
