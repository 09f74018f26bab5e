package io.maskexport.select;

import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;

/** Applies a choice of names, and remembers which of its texts matched anything. Not thread-safe. */
public final class NameMatcher {
    private final NameChoice choice;
    private final NamePatterns include;
    private final NamePatterns exclude;
    private final BitSet included = new BitSet();
    private final BitSet excluded = new BitSet();

    NameMatcher(NameChoice choice) {
        this.choice = choice;
        include = new NamePatterns(choice.include());
        exclude = new NamePatterns(choice.exclude());
    }

    /** Whether a name is taken. */
    public boolean takes(String name) {
        return takes(name, name);
    }

    /**
     * Whether a file is taken.
     *
     * @param path folder and name; patterns with a {@code /} apply to it, others to the name alone
     */
    public boolean takes(String name, String path) {
        boolean in = include.match(name, path, included);
        boolean out = exclude.match(name, path, excluded);
        return (in || include.isEmpty()) && !out;
    }

    /** Whether a folder is taken: by its own path, or with a folder above it. */
    public boolean takesFolder(String path) {
        boolean in = false;
        boolean out = false;
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
            in |= include.match(path.substring(0, end), included);
            out |= exclude.match(path.substring(0, end), excluded);
        }
        in |= include.match(path, included);
        out |= exclude.match(path, excluded);
        return (in || include.isEmpty()) && !out;
    }

    /** Fails if a plain name, which stands for one thing, matched nothing. */
    public void checkNames(DefectCode unknown, String where) throws DefectException {
        var first = Stream.concat(
                include.unusedNames(included).stream().map(name -> "'" + name + "' (" + choice.field() + ")"),
                exclude.unusedNames(excluded).stream().map(name -> "'" + name + "' (" + choice.excludeField() + ")"))
                .findFirst();
        if (first.isPresent()) {
            throw new DefectException(unknown, first.get() + " is not in " + where);
        }
    }

    /** Notices of the patterns that matched nothing. */
    public List<Defect> unusedPatterns() {
        return Stream.concat(notices(choice.field(), include.unusedPatterns(included)),
                notices(choice.excludeField(), exclude.unusedPatterns(excluded))).toList();
    }

    /** Notices of the names and patterns that matched nothing. */
    public List<Defect> unused() {
        return Stream.concat(
                Stream.concat(notices(choice.field(), include.unusedNames(included)),
                        notices(choice.excludeField(), exclude.unusedNames(excluded))),
                unusedPatterns().stream()).toList();
    }

    private static Stream<Defect> notices(String field, List<String> unused) {
        return unused.stream().map(text -> notice(field, text));
    }

    static Defect notice(String field, String unused) {
        return new Defect(DefectCode.UNUSED_PATTERN, "'" + unused + "' (" + field + ") matches nothing");
    }
}
