package io.maskexport.export;

import java.io.IOException;
import java.util.List;
import java.util.function.ToIntFunction;

import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.render.Layout;
import io.maskexport.render.MaskKind;
import io.maskexport.select.ItemSample;
import io.maskexport.select.NameMatcher;

/**
 * Lists the items of a project that an export has, as far as names and the presence of annotations decide. The names are
 * those of the project, not those of the archive. For one listing; not thread-safe.
 */
public final class ItemSelector {
    private final NameMatcher items;
    private final boolean needsAnnotation;
    private final boolean readsImages;
    private final ItemSample sample;
    private final Layout layout;
    private final ToIntFunction<String> sets;
    private long leftOut;

    public ItemSelector(ExportContext context) {
        var selection = context.selection();
        readsImages = selection.images() || context.options().masks().contains(MaskKind.HUMAN);
        items = selection.items().matcher();
        needsAnnotation = selection.needsAnnotation();
        layout = context.options().layout();
        sample = ItemSample.of(selection.sample(), context.limits());
        sets = selection.splits().isNone() ? _ -> -1 : selection.splits().byHash();
    }

    /**
     * Lists the selected items. A sample of a number of items needs two listings.
     *
     * @throws IOException also if items come or go between two listings
     * @throws DefectException {@code OUTPUT_LIMIT}, or what the receiver throws
     */
    public void forEach(ProjectSource source, List<Dataset> datasets, Limits limits, ProjectItems.Receiver receiver)
            throws IOException, InterruptedException, DefectException {
        if (sample.looksAhead()) {
            ProjectItems.list(source, datasets, limits, (dataset, item) -> {
                if (isCandidate(dataset, item)) {
                    sample.lookAhead(path(dataset, item));
                }
            });
        }
        ProjectItems.list(source, datasets, limits, new ProjectItems.Receiver() {
            @Override
            public void accept(Dataset dataset, Item item) throws IOException, InterruptedException, DefectException {
                var path = path(dataset, item);
                if (isCandidate(dataset, item) && sample.takes(path)) {
                    receiver.accept(dataset, SourceOrder.place(dataset, item.sourceName()), planned(item, path));
                } else {
                    leftOut++;
                }
            }

            @Override
            public void ended(Dataset dataset, List<Defect> defects) {
                receiver.ended(dataset, defects);
            }
        });
        if (!sample.isComplete()) {
            throw new IOException("items came or went while they were listed");
        }
    }

    private Item planned(Item item, String path) {
        return (readsImages ? item : item.withoutImage()).inSet(sets.applyAsInt(path)).named(layout);
    }

    private boolean isCandidate(Dataset dataset, Item item) {
        return items.takes(item.sourceName(), path(dataset, item))
                && !(needsAnnotation && item.annotation().isEmpty());
    }

    private static String path(Dataset dataset, Item item) {
        return dataset.name() + "/" + item.sourceName();
    }

    /** Number of items that were left out. */
    public long leftOut() {
        return leftOut;
    }

    /** Notices of what matched no item, once all are listed. */
    public List<Defect> unused() {
        return items.unused();
    }
}
