package io.maskexport.annotation;

import java.util.Optional;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Which tags an item or label must have, and which it must not have. Each predicate is asked about the name of a tag, and
 * about {@code name=value} if it has a value; numbers are compared as they are written. Thread-safe.
 *
 * @param wanted one tag must match; empty if none is needed
 * @param refused no tag may match
 */
public record TagRule(Optional<Predicate<String>> wanted, Predicate<String> refused) {
    /** Any tags. */
    public static final TagRule ANY = new TagRule(Optional.empty(), _ -> false);

    /** Applies the rule to the tags of one item or label, one by one. */
    TagVote vote() {
        return new TagVote(this);
    }

    /** What the tags so far decide. */
    static final class TagVote {
        private final TagRule rule;
        private boolean wanted;
        private boolean refused;

        private TagVote(TagRule rule) {
            this.rule = rule;
            wanted = rule.wanted.isEmpty();
        }

        void add(String name, @Nullable String value) {
            var withValue = value == null ? name : name + "=" + value;
            wanted = wanted || rule.wanted.filter(matches -> matches.test(name) || matches.test(withValue)).isPresent();
            refused = refused || rule.refused.test(name) || rule.refused.test(withValue);
        }

        boolean takes() {
            return wanted && !refused;
        }
    }
}
