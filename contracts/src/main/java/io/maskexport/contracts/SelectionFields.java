package io.maskexport.contracts;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** The fields of {@code select}. */
final class SelectionFields {
    private SelectionFields() {}

    /** The selection; null if it takes everything. */
    static @Nullable SelectionChoices read(JsonFields fields) {
        var choices = new SelectionChoices(entries(fields, "datasets"), entries(fields, "excludeDatasets"),
                entries(fields, "items"), entries(fields, "excludeItems"), entries(fields, "classes"),
                entries(fields, "excludeClasses"), entries(fields, "imageTags"),
                entries(fields, "excludeImageTags"), entries(fields, "labelTags"),
                entries(fields, "excludeLabelTags"), fields.flag("annotatedOnly", false), sample(fields),
                fields.number("seed", 0L, 0, Long.MAX_VALUE), fields.flag("images", true),
                fields.flag("annotations", true));
        return choices.isAll() ? null : choices;
    }

    private static @Nullable SampleSize sample(JsonFields fields) {
        var value = fields.value("sample");
        var sample = SampleSize.of(value);
        if (sample.isEmpty() && !value.isMissingNode()) {
            fields.problems().wrong(fields.path() + "sample",
                    "is %s, not %s".formatted(JsonFields.shown(value), SampleSize.RULE));
        }
        return sample.orElse(null);
    }

    static List<String> entries(JsonFields fields, String name) {
        var entries = fields.texts(name, SelectionChoices.MAX_ENTRIES,
                entry -> TextRules.length(entry, SelectionChoices.MAX_LENGTH));
        long patterns = entries.stream().filter(SelectionChoices::isPattern).count();
        if (patterns > SelectionChoices.MAX_PATTERNS) {
            fields.problems().wrong(fields.path() + name, "has %d patterns; the maximum is %d".formatted(patterns,
                    SelectionChoices.MAX_PATTERNS));
        }
        entries.stream().filter(entry -> SelectionChoices.stars(entry) > SelectionChoices.MAX_STARS).findFirst()
                .ifPresent(entry -> fields.problems().wrong("%s%s[%d]".formatted(fields.path(), name,
                        entries.indexOf(entry)), "has more than %d stars".formatted(SelectionChoices.MAX_STARS)));
        return entries;
    }
}
