package io.maskexport.archive;

import java.util.regex.Pattern;

/**
 * The file names of an archive. All numbers of one archive have the same width, so that every shell and every bucket
 * lists parts in order; {@code cat} in another order would silently lose members.
 */
public final class ArchiveNames {
    private static final String TAR = ".tar";
    private static final String INDEX = ".items.ndjson";
    private static final Pattern SUFFIX = Pattern
            .compile("(_part_\\d+)?\\.tar|\\.tar\\.\\d+|(_part_\\d+|\\.\\d+)?\\.items\\.ndjson");

    private final String stem;
    private final Naming naming;
    private final int width;

    /**
     * @param stem {@code <projectId>_<projectName>}, a safe file name
     * @param planned number of planned parts: numbers get one digit more than that needs, so that ten times as many
     * parts still have names, and at least 4 ({@code part}) or 3 ({@code volume})
     */
    public ArchiveNames(String stem, Naming naming, int planned) {
        this.stem = stem;
        this.naming = naming;
        this.width = Math.max(naming.digits(), Integer.toString(planned).length() + 1);
    }

    /** The name of an archive that is a single file. */
    public String whole() {
        return stem + TAR;
    }

    /**
     * The name of a part.
     *
     * @param number from 1
     * @throws IllegalArgumentException if it is more than {@link #maximum}
     */
    public String part(int number) {
        if (number < 1 || number > maximum()) {
            throw new IllegalArgumentException("part " + number + ": 1 to " + maximum());
        }
        return stem + naming.suffix(number, width);
    }

    /** The name of the index of an archive that is a single file. */
    public String wholeIndex() {
        return stem + INDEX;
    }

    /**
     * The name of a part's index: {@code 7_lemons_part_0001.items.ndjson}, {@code 7_lemons.001.items.ndjson}. No pattern for
     * the names of parts, such as {@code 7_lemons.tar.*}, matches it.
     *
     * @param number from 1
     */
    public String index(int number) {
        return stem + part(number).substring(stem.length()).replace(TAR, "") + INDEX;
    }

    /** The largest number that has a name. */
    public int maximum() {
        return Integer.parseInt("9".repeat(Math.min(width, 9)));
    }

    /** Whether a file name could belong to an archive with this stem, in any naming and with any number. */
    public boolean isOurs(String name) {
        return name.startsWith(stem) && SUFFIX.matcher(name).region(stem.length(), name.length()).matches();
    }
}
