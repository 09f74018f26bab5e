package io.maskexport.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A field of a command that nobody knows, and that so is without effect.
 *
 * @param field its path: {@code options.instanceMask}; at most {@value IgnoredFields#MAX_LENGTH} characters, printable
 * @param didYouMean the path of the field that it may have been meant for; null where none is like it
 */
public record IgnoredField(String field, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String didYouMean) {
    /** For people: {@code optoins (did you mean options?)}. */
    @Override
    public String toString() {
        return didYouMean == null ? field : field + " (did you mean " + didYouMean + "?)";
    }
}
