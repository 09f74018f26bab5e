package io.maskexport.worker.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.maskexport.contracts.ArchiveLayout;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.RenderChoices;
import io.maskexport.contracts.SelectionChoices;
import io.maskexport.contracts.SplitChoices;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of every item, beside which items there are and how the archive is cut. Items of exports with the same
 * basis are comparable.
 *
 * @param select without what chooses items by name; null if nothing else is selected
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExportBasis(RenderChoices options, @Nullable ArchiveLayout layout, @Nullable SelectionChoices select,
        @Nullable SplitChoices split) {
    private static final SelectionChoices NOTHING = new SelectionChoices(List.of(), List.of(), List.of(), List.of(),
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null, null, null, null, null);

    static ExportBasis of(ExportRequested request) {
        return new ExportBasis(request.options(), request.archive().layout(), withoutNames(request.select()),
                request.split());
    }

    private static @Nullable SelectionChoices withoutNames(@Nullable SelectionChoices select) {
        var rest = select == null ? null : chosen(select);
        return rest == null || rest.equals(chosen(NOTHING)) ? null : rest;
    }

    private static SelectionChoices chosen(SelectionChoices select) {
        return new SelectionChoices(List.of(), List.of(), List.of(), List.of(), select.classes(),
                select.excludeClasses(), select.imageTags(), select.excludeImageTags(), select.labelTags(),
                select.excludeLabelTags(), select.annotatedOnly(), null, null, select.images(), select.annotations());
    }

    /** The field of the request that the other one has otherwise; empty if there is none. */
    Optional<String> difference(ExportBasis other) {
        if (!options.equals(other.options)) {
            return Optional.of("options");
        }
        if (layout != other.layout) {
            return Optional.of("archive.layout");
        }
        if (!Objects.equals(select, other.select)) {
            return Optional.of("select");
        }
        return Objects.equals(split, other.split) ? Optional.empty() : Optional.of("split");
    }
}
