package io.maskexport.contracts;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How items are divided into sets, such as training and validation. An item is in the first set that names one of its
 * tags; all others are in the set that a hash of their path chooses.
 *
 * @param sets in order, which decides for items with tags of several sets; at least one
 * @param seed another one gives other sets; null for 0, and without shares
 */
public record SplitChoices(List<SplitSet> sets,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long seed) {
    /** Largest number of sets. */
    public static final int MAX_SETS = 20;

    /** Shares, for people. */
    public static final String SHARE_RULE = "a share such as \"80%\" or \"0.5%\"";

    /** The form of the names of sets, which become names of files. */
    public static final String NAME_RULE = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";

    private static final Pattern NAME = Pattern.compile(NAME_RULE);

    /** All items, in millionths. */
    private static final long WHOLE = 1_000_000;

    public SplitChoices {
        sets = List.copyOf(sets);
        boolean hashes = sets.stream().anyMatch(set -> set.share() != null);
        seed = seed == null || seed == 0 || !hashes ? null : seed;
    }

    /**
     * A set.
     *
     * @param name of its list
     * @param share of the items without tags of a set, {@code 80%}; null for none
     * @param tags names and patterns, {@code name} or {@code name=value}
     */
    public record SplitSet(String name, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String share,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> tags) {
        public SplitSet {
            tags = List.copyOf(tags);
        }

        /** Its share in millionths; 0 if it has none. */
        public long millionths() {
            return share == null ? 0 : new SampleSize(share).millionths();
        }
    }

    /** Whether a text can be the name of a set. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Whether a text is a share. */
    public static boolean isShare(String text) {
        return text.endsWith("%") && SampleSize.isValid(text);
    }

    /** What is wrong with the shares, worded to follow what has them: all together are 100 %, or there are none. */
    public Optional<String> shareProblem() {
        long sum = sets.stream().mapToLong(SplitSet::millionths).sum();
        return sum == WHOLE || sets.stream().allMatch(set -> set.share() == null)
                ? Optional.empty()
                : Optional.of("have shares of %s%% together, not 100%%"
                        .formatted(BigDecimal.valueOf(sum, 4).stripTrailingZeros().toPlainString()));
    }
}
