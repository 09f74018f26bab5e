package io.maskexport.worker.commands;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.maskexport.contracts.SplitChoices;
import io.maskexport.select.Splits;
import io.maskexport.worker.plan.SelectionRules;
import picocli.CommandLine.Option;

/** The options of a render that divide items into sets, as {@code split} does in a request. */
final class SplitArguments {
    @Option(names = "--split", split = ",", paramLabel = "NAME[=SHARE]", description = "Divide the items into sets, each with a list split_NAME.txt: train=80%%,val=20%% (docs/split.md). A set without a share has only tags.")
    private List<String> sets = new ArrayList<>();

    @Option(names = "--split-tag", paramLabel = "NAME=TAG", description = "Put items with a tag that matches into this set, whatever its share: val=holdout, test=split=test. Repeatable.")
    private List<String> tags = new ArrayList<>();

    @Option(names = "--split-seed", paramLabel = "N", defaultValue = "0", description = "Chooses other sets. Default: ${DEFAULT-VALUE}.")
    private long seed;

    /** What is wrong with the options. */
    Optional<String> problem() {
        for (var set : sets) {
            var share = valueOf(set);
            if (!SplitChoices.isName(nameOf(set))) {
                return Optional.of("--split: the name '%s' does not match %s".formatted(nameOf(set),
                        SplitChoices.NAME_RULE));
            }
            if (set.contains("=") && !SplitChoices.isShare(share)) {
                return Optional.of("--split: '%s' is not %s".formatted(share, SplitChoices.SHARE_RULE));
            }
        }
        var names = sets.stream().map(SplitArguments::nameOf).toList();
        if (names.stream().map(name -> name.toLowerCase(Locale.ROOT)).distinct().count() < names.size()) {
            return Optional.of("--split: names a set twice, upper and lower case ignored");
        }
        return tagProblem(names).or(() -> choices().shareProblem().map("--split: the sets "::concat));
    }

    private Optional<String> tagProblem(List<String> names) {
        for (var tag : tags) {
            if (!names.contains(nameOf(tag)) || valueOf(tag).isEmpty()) {
                return Optional.of("--split-tag: '%s' is not NAME=TAG with a name of --split".formatted(tag));
            }
        }
        if (sets.size() > SplitChoices.MAX_SETS) {
            return Optional.of("--split: at most " + SplitChoices.MAX_SETS + " sets");
        }
        if (seed < 0) {
            return Optional.of("--split-seed: 0 or more");
        }
        return choices().sets().stream().filter(set -> set.share() == null && set.tags().isEmpty()).findFirst()
                .map(set -> "--split: the set '%s' has neither a share nor a --split-tag".formatted(set.name()));
    }

    Splits splits() {
        return SelectionRules.of(sets.isEmpty() ? null : choices());
    }

    private SplitChoices choices() {
        Map<String, SplitChoices.SplitSet> chosen = new LinkedHashMap<>();
        sets.forEach(set -> chosen.put(nameOf(set), new SplitChoices.SplitSet(nameOf(set),
                set.contains("=") ? valueOf(set) : null, tagsOf(nameOf(set)))));
        return new SplitChoices(List.copyOf(chosen.values()), seed);
    }

    private List<String> tagsOf(String name) {
        return tags.stream().filter(tag -> nameOf(tag).equals(name)).map(SplitArguments::valueOf).toList();
    }

    private static String nameOf(String option) {
        return Stream.of(option.split("=", 2)).findFirst().orElse("");
    }

    private static String valueOf(String option) {
        return option.substring(Math.min(option.length(), nameOf(option).length() + 1));
    }
}
