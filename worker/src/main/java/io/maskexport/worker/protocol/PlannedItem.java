package io.maskexport.worker.protocol;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.maskexport.defect.Defect;
import io.maskexport.export.Item;
import io.maskexport.export.SourceFile;
import org.jspecify.annotations.Nullable;

/** An item as a plan lists it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlannedItem(String folder, String name, String stem, @Nullable SourceFile image,
        @Nullable SourceFile annotation, String annotationName, boolean masked, List<Defect> defects) {
    PlannedItem {
        defects = List.copyOf(defects);
    }

    static PlannedItem of(Item item) {
        return new PlannedItem(item.folder(), item.name(), item.stem(), item.image().orElse(null),
                item.annotation().orElse(null), item.annotationName(), item.masked(), item.defects());
    }

    Item item() {
        return new Item(folder, name, stem, Optional.ofNullable(image), Optional.ofNullable(annotation),
                annotationName, masked, defects);
    }
}
