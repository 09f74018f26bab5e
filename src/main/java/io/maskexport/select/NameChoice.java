package io.maskexport.select;

import java.util.List;

/**
 * Names to take and names to leave out, each by name or pattern. Nothing to take means all; leaving out wins.
 *
 * @param field of the request with the first list, for messages
 * @param excludeField of the request with the second list
 */
public record NameChoice(String field, List<String> include, String excludeField, List<String> exclude) {
    public NameChoice {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    /** Whether every name is taken. */
    public boolean isAll() {
        return include.isEmpty() && exclude.isEmpty();
    }

    /** A use of this choice. */
    public NameMatcher matcher() {
        return new NameMatcher(this);
    }
}
