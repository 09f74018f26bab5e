package io.maskexport.select;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A list of names and of patterns of names. A pattern also matches the name that it literally is. Names that are equal in
 * Unicode form NFC are the same; upper and lower case differ. Thread-safe.
 */
public final class NamePatterns {
    private final List<String> texts;
    private final Map<String, BitSet> written = new HashMap<>();
    private final List<IndexedGlob> globs = new ArrayList<>();

    private record IndexedGlob(int index, Glob glob, boolean hasFolder) {}

    public NamePatterns(List<String> texts) {
        this.texts = List.copyOf(texts);
        for (int i = 0; i < texts.size(); i++) {
            var text = composed(texts.get(i));
            written.computeIfAbsent(text, _ -> new BitSet()).set(i);
            if (Glob.isOne(text)) {
                globs.add(new IndexedGlob(i, Glob.of(text), text.indexOf('/') >= 0));
            }
        }
    }

    public boolean isEmpty() {
        return texts.isEmpty();
    }

    /** Whether the name is listed or matches a pattern. */
    public boolean match(String name) {
        return match(name, name, new BitSet());
    }

    /** As {@link #match(String)}; adds the indices of all texts that match to those that are used. */
    public boolean match(String name, BitSet used) {
        return match(name, name, used);
    }

    /**
     * Whether a file's name is listed or matches.
     *
     * @param path folder and name; patterns with a {@code /} apply to it, others to the name alone
     * @param used receives the indices of all texts that match
     */
    public boolean match(String name, String path, BitSet used) {
        if (texts.isEmpty()) {
            return false;
        }
        var own = composed(name);
        var whole = composed(path);
        var found = new BitSet();
        found.or(written.getOrDefault(own, new BitSet()));
        found.or(written.getOrDefault(whole, new BitSet()));
        globs.stream().filter(one -> one.glob().matches(one.hasFolder() ? whole : own))
                .forEach(one -> found.set(one.index()));
        used.or(found);
        return !found.isEmpty();
    }

    /** The plain names that are not among the used ones. */
    public List<String> unusedNames(BitSet used) {
        return unused(used, false);
    }

    /** The patterns that are not among the used ones. */
    public List<String> unusedPatterns(BitSet used) {
        return unused(used, true);
    }

    private List<String> unused(BitSet used, boolean patterns) {
        return IntStream.range(0, texts.size()).filter(i -> !used.get(i)).mapToObj(texts::get)
                .filter(text -> Glob.isOne(text) == patterns).distinct().toList();
    }

    static String composed(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }
}
