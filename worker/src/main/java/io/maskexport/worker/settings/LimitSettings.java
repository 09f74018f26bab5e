package io.maskexport.worker.settings;

import java.util.EnumMap;

import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;

/** How limits of input are set: each is a setting of its own. */
public final class LimitSettings {
    private static final String PREFIX = "LIMIT_";

    private LimitSettings() {}

    static Limits read(EnvironmentReader e) {
        var values = new EnumMap<Limit, Long>(Limit.class);
        for (var limit : Limit.values()) {
            values.put(limit, e.optional(PREFIX + limit, shown(limit), text -> parse(limit, text),
                    "most " + limit.meaning()));
        }
        return new Limits(values);
    }

    /**
     * A limit as settings write it: a size where it counts bytes, else a whole number.
     *
     * @throws IllegalArgumentException it is none, with a message for people
     */
    public static long parse(Limit limit, String text) {
        return ValueParsers.within(limit.isBytes() ? LimitSettings::size : ValueParsers::integer, 1, limit.most())
                .apply(text);
    }

    private static long size(String text) {
        try {
            return ValueParsers.size(text);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("too large", e);
        }
    }

    private static String shown(Limit limit) {
        return limit.isBytes() ? ValueParsers.shown(limit.defaultValue()) : String.valueOf(limit.defaultValue());
    }
}
