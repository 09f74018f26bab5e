package io.maskexport.contracts;

import java.util.Locale;

/** A constant that is written in lower case. */
interface WireName {
    String wire();

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
