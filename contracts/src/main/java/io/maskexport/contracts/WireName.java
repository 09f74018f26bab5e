package io.maskexport.contracts;

import java.util.Locale;

/** A constant whose wire form is its name in lower case. */
interface WireName {
    String wire();

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
