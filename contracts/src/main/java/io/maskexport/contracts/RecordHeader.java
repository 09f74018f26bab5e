package io.maskexport.contracts;

import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a worker must know to act on a record that another worker wrote; part of the record's JSON object.
 *
 * @param format of the record; null in records of the first versions
 * @param needs names of features that the record is about
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecordHeader(@Nullable Integer format,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> needs) {
    static final Set<String> NAMES = Set.of("format", "needs");

    public RecordHeader {
        needs = List.copyOf(needs);
    }
}
