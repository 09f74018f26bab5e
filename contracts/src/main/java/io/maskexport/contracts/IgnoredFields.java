package io.maskexport.contracts;

import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a command that nobody knows.
 *
 * @param count how many there are
 * @param first the first of them, {@value #MAX} at most
 */
public record IgnoredFields(int count, List<IgnoredField> first) {
    /** Most fields that are named. */
    public static final int MAX = 50;

    /** Most characters of a field's path. */
    public static final int MAX_LENGTH = 200;

    public static final IgnoredFields NONE = new IgnoredFields(0, List.of());

    public IgnoredFields {
        first = List.copyOf(first);
    }

    @JsonIgnore
    public boolean isEmpty() {
        return count == 0;
    }

    /** How many there are, where not all of them are named. */
    @Nullable
    Integer unnamed() {
        return count > first.size() ? count : null;
    }

    /** For people, in one line. */
    @Override
    public String toString() {
        var named = first.stream().map(IgnoredField::toString).collect(Collectors.joining(", "));
        return count > first.size() ? named + " and " + (count - first.size()) + " more" : named;
    }
}
