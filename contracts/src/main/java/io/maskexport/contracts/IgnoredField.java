package io.maskexport.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * An unknown field of a command, which has no effect.
 *
 * @param field its path: {@code options.instanceMask}; at most {@value IgnoredFields#MAX_LENGTH} printable characters
 * @param didYouMean path of the field that was probably meant; null if none is similar
 */
public record IgnoredField(String field, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String didYouMean) {
    /** For people: {@code optoins (did you mean options?)}. */
    @Override
    public String toString() {
        return didYouMean == null ? field : field + " (did you mean " + didYouMean + "?)";
    }
}
