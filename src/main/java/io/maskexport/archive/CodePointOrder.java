package io.maskexport.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** The order of names as UTF-8 bytes, which is that of object stores; Java's own differs beyond U+FFFF. */
public final class CodePointOrder {
    public static final Comparator<String> STRINGS = (a, b) -> Arrays
            .compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private CodePointOrder() {}
}
