package io.maskexport.export;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;

import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;

/** Lists the items of several datasets, in their order; the listings of the next ones begin meanwhile. */
public final class ProjectItems {
    /** How many datasets are listed at a time. */
    private static final int AHEAD = 4;

    private ProjectItems() {}

    /** Receives the items of a dataset in order, then what is wrong with the dataset. */
    public interface Receiver {
        /** @throws DefectException of scope {@code EXPORT} */
        void accept(Dataset dataset, Item item) throws IOException, InterruptedException, DefectException;

        /**
         * As {@link #accept(Dataset, Item)}, where it matters what orders the items.
         *
         * @param place see {@link SourceOrder}
         */
        default void accept(Dataset dataset, String place, Item item)
                throws IOException, InterruptedException, DefectException {
            accept(dataset, item);
        }

        /** The dataset has no more items. */
        default void ended(Dataset dataset, List<Defect> defects) {}
    }

    static void list(ProjectSource source, List<Dataset> datasets, Limits limits, Receiver receiver)
            throws IOException, InterruptedException, DefectException {
        var listings = new ArrayDeque<DatasetItems>();
        for (int i = 0; i < datasets.size(); i++) {
            while (listings.size() < AHEAD && i + listings.size() < datasets.size()) {
                listings.add(DatasetItems.open(source, datasets.get(i + listings.size()), limits));
            }
            var dataset = datasets.get(i);
            receiver.ended(dataset, listings.remove().forEach(item -> receiver.accept(dataset, item)));
        }
    }
}
