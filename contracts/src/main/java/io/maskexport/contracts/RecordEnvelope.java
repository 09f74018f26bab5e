package io.maskexport.contracts;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The content of a Kafka record.
 *
 * @param headers by name, case-insensitive
 * @param value empty for a tombstone
 */
public record RecordEnvelope(Map<String, String> headers, byte[] value) {
    public RecordEnvelope {
        SortedMap<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(headers);
        headers = Collections.unmodifiableSortedMap(sorted);
    }

    /** A record without headers. */
    public static RecordEnvelope bare(byte[] value) {
        return new RecordEnvelope(Map.of(), value);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RecordEnvelope(var theirs, var bytes) && headers.equals(theirs)
                && Arrays.equals(value, bytes);
    }

    @Override
    public int hashCode() {
        return 31 * headers.hashCode() + Arrays.hashCode(value);
    }
}
