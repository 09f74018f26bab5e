package io.maskexport.contracts;

import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * The unknown fields of a command.
 *
 * @param count number of unknown fields
 * @param first the first of them, at most {@value #MAX}
 */
public record IgnoredFields(int count, List<IgnoredField> first) {
    /** Largest number of fields listed. */
    public static final int MAX = 50;

    /** Largest length of a field's path, in characters. */
    public static final int MAX_LENGTH = 200;

    public static final IgnoredFields NONE = new IgnoredFields(0, List.of());

    public IgnoredFields {
        first = List.copyOf(first);
    }

    @JsonIgnore
    public boolean isEmpty() {
        return count == 0;
    }

    /** The number of fields, unless all are listed. */
    @Nullable
    Integer unnamed() {
        return count > first.size() ? count : null;
    }

    /** For people, on one line. */
    @Override
    public String toString() {
        var named = first.stream().map(IgnoredField::toString).collect(Collectors.joining(", "));
        return count > first.size() ? named + " and " + (count - first.size()) + " more" : named;
    }
}
