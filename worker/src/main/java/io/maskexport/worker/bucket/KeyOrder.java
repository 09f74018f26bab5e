package io.maskexport.worker.bucket;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The order in which a listing names keys. S3 orders by UTF-8 bytes; some servers order by UTF-16 units, and those that
 * store real folders list all of {@code a/} before {@code a-b}. In each of these orders a key comes once, and never
 * after a greater one: a listing that repeats or goes back may have left keys out.
 */
final class KeyOrder {
    private static final Comparator<String> BYTES = (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8),
            b.getBytes(UTF_8));
    private static final Comparator<String> UNITS = Comparator.naturalOrder();

    private final List<Comparator<String>> possible = new ArrayList<>(
            List.of(BYTES, UNITS, byFolder(BYTES), byFolder(UNITS)));
    private @Nullable String last;

    /** Takes the next key; false if no known order allows it here. */
    boolean follows(String key) {
        var before = last;
        last = key;
        if (before != null) {
            possible.removeIf(order -> order.compare(before, key) >= 0);
        }
        return !possible.isEmpty();
    }

    private static Comparator<String> byFolder(Comparator<String> order) {
        return (a, b) -> order.compare(a.replace('/', '\0'), b.replace('/', '\0'));
    }
}
