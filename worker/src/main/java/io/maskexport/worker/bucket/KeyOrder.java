package io.maskexport.worker.bucket;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The order in which a listing names keys. S3 orders by the bytes of UTF-8; some servers order by UTF-16 units, and those
 * that keep folders name all of {@code a/} before {@code a-b}. Whichever it is, no key may come twice, and none may come
 * after a later one: a listing that goes on after its last key would have left some out.
 */
final class KeyOrder {
    private static final Comparator<String> BYTES = (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8),
            b.getBytes(UTF_8));
    private static final Comparator<String> UNITS = Comparator.naturalOrder();

    private final List<Comparator<String>> possible = new ArrayList<>(
            List.of(BYTES, UNITS, byFolder(BYTES), byFolder(UNITS)));
    private @Nullable String last;

    /** Takes the next key; false when there is no order that it follows. */
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
