package io.maskexport.contracts;

import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How an export differs from an earlier one. The items of the whole are the unchanged ones and those of the archive.
 *
 * @param since manifest of the earlier export
 * @param unchanged items that are not in the archive
 * @param changed items that were made again
 * @param removed items that are gone
 * @param added number of items that the earlier export does not have
 */
public record ExportDelta(ObjectPointer since, DeltaList unchanged, DeltaList changed, DeltaList removed, long added) {
    /**
     * Items of the earlier export.
     *
     * @param list a {@link DeltaItem} a line, in the order of the earlier export; null in a dry run
     */
    public record DeltaList(long items, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ObjectPointer list) {}

    /** The files of the lists; none in a dry run. */
    public List<ObjectPointer> lists() {
        return Stream.of(unchanged, changed, removed).flatMap(list -> Stream.ofNullable(list.list())).toList();
    }
}
