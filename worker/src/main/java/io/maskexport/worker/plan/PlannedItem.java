package io.maskexport.worker.plan;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.Limit;
import io.maskexport.export.Item;
import io.maskexport.export.ItemInputs;
import io.maskexport.export.SourceFile;
import org.jspecify.annotations.Nullable;

/**
 * An item as a plan lists it.
 *
 * @param set see {@link Item#set}; null for none
 * @param number its place among the items of the whole, if its files depend on it and its place in the plan may be another;
 * else null
 * @param inputs what its index says of its inputs; null for nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlannedItem(String folder, String name, String stem, @Nullable SourceFile image,
        @Nullable SourceFile annotation, String annotationName, boolean masked, List<ListingDefect> defects,
        @Nullable Integer set, @Nullable Integer number, @Nullable ItemInputs inputs) {

    /**
     * A defect found while listing.
     *
     * @param limit name of the exceeded limit, if a limit caused the defect
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ListingDefect(DefectCode code, String detail, @Nullable String limit) {
        static ListingDefect of(Defect defect) {
            return new ListingDefect(defect.code(), defect.detail(), defect.limit().map(Limit::name).orElse(null));
        }

        Defect defect() {
            return new Defect(code, detail, Optional.ofNullable(limit).flatMap(Limit::named));
        }
    }

    public PlannedItem {
        defects = List.copyOf(defects);
    }

    static PlannedItem of(Item item) {
        return new PlannedItem(item.folder(), item.name(), item.stem(), item.image().orElse(null),
                item.annotation().orElse(null), item.annotationName(), item.masked(),
                item.defects().stream().map(ListingDefect::of).toList(),
                item.set().isPresent() ? item.set().getAsInt() : null, null, null);
    }

    PlannedItem with(@Nullable Integer place, @Nullable ItemInputs madeOf) {
        return new PlannedItem(folder, name, stem, image, annotation, annotationName, masked, defects, set, place,
                madeOf);
    }

    /** @param place among the items of the plan, from 1 */
    Item item(int place) {
        return new Item(folder, name, stem, Optional.ofNullable(image), Optional.ofNullable(annotation),
                annotationName, masked, defects.stream().map(ListingDefect::defect).toList(),
                set == null ? OptionalInt.empty() : OptionalInt.of(set),
                number == null ? place : number, Optional.ofNullable(inputs));
    }
}
