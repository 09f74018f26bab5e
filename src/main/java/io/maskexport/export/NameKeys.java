package io.maskexport.export;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

import io.maskexport.archive.SafeName;
import io.maskexport.archive.UniqueNames;

/**
 * What files of a dataset have in common if the name, the masks or the annotation of one may depend on the other. Files
 * that share no key, not even through others, can be planned apart from each other. Keys may also be equal by accident,
 * as they are hashes: then files are planned together that need not be.
 */
final class NameKeys {
    /** The number of a name that was taken: {@code ~2}. More digits than a count of files has are part of the name. */
    private static final Pattern NUMBER = Pattern.compile("(~[1-9][0-9]{0,7})+$");

    private NameKeys() {}

    /** Keys of a file by its whole name: as written, and as it is called in an archive. */
    static long[] ofWhole(String name) {
        var texts = new LinkedHashSet<String>();
        addWhole(name, texts);
        return hashes(texts);
    }

    /** Keys of a file by its whole name, and by its stem: of the name as written, and of that in an archive. */
    static long[] ofWholeAndStem(String name) {
        var texts = new LinkedHashSet<String>();
        addWhole(name, texts);
        addWhole(ItemStems.withoutExtension(name), texts);
        var safe = SafeName.segment(name);
        if (!safe.equals(name)) {
            addWhole(ItemStems.withoutExtension(safe), texts);
        }
        return hashes(texts);
    }

    private static void addWhole(String name, Set<String> texts) {
        texts.add(unnumbered(name));
        var safe = SafeName.segment(name);
        if (!safe.equals(name)) {
            texts.add(unnumbered(safe));
        }
    }

    /** Equal for all names that numbers are appended to when a name is taken, and for those with the numbers. */
    private static String unnumbered(String name) {
        // Which sigma is written depends on what follows, so on the number too.
        var key = UniqueNames.key(name).replace('ς', 'σ');
        if (key.indexOf('~') < 0) {
            return key;
        }
        var whole = NUMBER.matcher(key).replaceFirst("");
        var base = ItemStems.withoutExtension(whole);
        return NUMBER.matcher(base).replaceFirst("") + whole.substring(base.length());
    }

    private static long[] hashes(Set<String> texts) {
        return texts.stream().mapToLong(NameKeys::hash).distinct().toArray();
    }

    /** FNV-1a of the UTF-16 units, finished with the mixer of SplitMix64. */
    static long hash(CharSequence text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return hash ^ (hash >>> 31);
    }
}
