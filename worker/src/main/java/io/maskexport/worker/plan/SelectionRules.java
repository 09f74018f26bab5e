package io.maskexport.worker.plan;

import java.util.List;

import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.SelectionChoices;
import io.maskexport.contracts.SplitChoices;
import io.maskexport.select.NameChoice;
import io.maskexport.select.Sample;
import io.maskexport.select.Selection;
import io.maskexport.select.Splits;
import org.jspecify.annotations.Nullable;

/** The selection of a request, as the engine applies it. */
public final class SelectionRules {
    private SelectionRules() {}

    static Selection of(ExportRequested request) {
        var select = request.select();
        return (select == null ? Selection.ALL : of(select)).with(of(request.split()));
    }

    /** The selection that a request describes in this way. */
    public static Selection of(SelectionChoices select) {
        return new Selection(names("Datasets", select.datasets(), select.excludeDatasets()),
                names("Items", select.items(), select.excludeItems()),
                names("Classes", select.classes(), select.excludeClasses()),
                names("ImageTags", select.imageTags(), select.excludeImageTags()),
                names("LabelTags", select.labelTags(), select.excludeLabelTags()), select.annotatedOnly() != null,
                sample(select), select.images() == null, select.annotations() == null, Splits.NONE);
    }

    /** The sets that a request describes in this way. */
    public static Splits of(@Nullable SplitChoices split) {
        if (split == null) {
            return Splits.NONE;
        }
        var seed = split.seed();
        return new Splits(split.sets().stream()
                .map(set -> new Splits.ItemSet(set.name(), set.millionths(), set.tags())).toList(),
                seed == null ? 0 : seed);
    }

    private static NameChoice names(String what, List<String> include, List<String> exclude) {
        return new NameChoice("select." + Character.toLowerCase(what.charAt(0)) + what.substring(1), include,
                "select.exclude" + what, exclude);
    }

    private static Sample sample(SelectionChoices select) {
        var size = select.sample();
        if (size == null) {
            return new Sample.Everything();
        }
        var given = select.seed();
        long seed = given == null ? 0 : given;
        return size.isShare() ? new Sample.Share(size.millionths(), seed) : new Sample.Count(size.items(), seed);
    }
}
