package io.maskexport.contracts;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** The fields of {@code split}. */
final class SplitFields {
    private SplitFields() {}

    /** How items are divided into sets; null if they are not. */
    static @Nullable SplitChoices read(JsonFields message, String name) {
        if (message.value(name).isMissingNode()) {
            return null;
        }
        var fields = message.object(name);
        if (!message.value(name).isObject() || fields.isMissing("sets")) {
            return null;
        }
        var sets = fields.objects("sets", SplitChoices.MAX_SETS).stream().map(SplitFields::set).toList();
        var split = new SplitChoices(sets, fields.number("seed", 0L, 0, Long.MAX_VALUE));
        check(fields, split);
        return split;
    }

    private static SplitChoices.SplitSet set(JsonFields fields) {
        var name = fields.requiredText("name", text -> rule(SplitChoices.isName(text),
                "does not match " + SplitChoices.NAME_RULE));
        return new SplitChoices.SplitSet(name, share(fields), SelectionFields.entries(fields, "tags"));
    }

    private static @Nullable String share(JsonFields fields) {
        var value = fields.value("share");
        boolean isShare = value.isTextual() && SplitChoices.isShare(value.textValue());
        if (!isShare && !value.isMissingNode()) {
            fields.problems().wrong(fields.path() + "share",
                    "is %s, not %s".formatted(JsonFields.shown(value), SplitChoices.SHARE_RULE));
        }
        return isShare ? value.textValue() : null;
    }

    private static void check(JsonFields fields, SplitChoices split) {
        var problems = fields.problems();
        var path = fields.path() + "sets";
        if (split.sets().isEmpty() && isEmpty(fields.value("sets"))) {
            problems.wrong(path, "is empty, not a list of sets");
        }
        var names = new HashSet<String>();
        for (int i = 0; i < split.sets().size(); i++) {
            var set = split.sets().get(i);
            var place = "%s[%d]".formatted(path, i);
            if (!names.add(set.name().toLowerCase(Locale.ROOT)) && SplitChoices.isName(set.name())) {
                problems.wrong(place + ".name", "is the name of another set, upper and lower case ignored");
            }
            if (isBare(fields.value("sets").path(i))) {
                problems.wrong(place, "has neither `share` nor `tags`");
            }
        }
        if (areShares(fields.value("sets"))) {
            split.shareProblem().ifPresent(problem -> problems.wrong(path, problem));
        }
    }

    private static boolean isEmpty(JsonNode sets) {
        return sets.isArray() && sets.isEmpty();
    }

    private static boolean isBare(JsonNode set) {
        return set.isObject() && !set.has("share") && set.path("tags").isEmpty();
    }

    /** Whether every share is one; otherwise their sum says nothing. */
    private static boolean areShares(JsonNode sets) {
        return sets.valueStream().filter(set -> set.has("share")).map(set -> set.path("share"))
                .allMatch(share -> share.isTextual() && SplitChoices.isShare(share.textValue()));
    }

    private static Optional<String> rule(boolean holds, String detail) {
        return holds ? Optional.empty() : Optional.of(detail);
    }
}
