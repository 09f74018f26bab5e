package io.maskexport.archive;

import java.util.regex.Pattern;

/**
 * What an archive's files are called. Numbers of one archive all have the same width, so that every shell and every bucket
 * lists parts in order; {@code cat} in another order would lose members silently.
 */
public final class ArchiveNames {
    private static final Pattern SUFFIX = Pattern.compile("(_part_\\d+)?\\.tar|\\.tar\\.\\d+");

    private final String stem;
    private final Naming naming;
    private final int width;

    /**
     * @param stem {@code <projectId>_<projectName>}, a safe file name
     * @param planned how many parts are planned: numbers get a digit more than that needs, so ten times as many parts
     *     still have names, and never fewer than 4 ({@code part}) or 3 ({@code volume})
     */
    public ArchiveNames(String stem, Naming naming, int planned) {
        this.stem = stem;
        this.naming = naming;
        this.width = Math.max(naming.digits(), Integer.toString(planned).length() + 1);
    }

    /** The archive's name if it is one file. */
    public String whole() {
        return stem + ".tar";
    }

    /**
     * A part's name.
     *
     * @param number from 1
     * @throws IllegalArgumentException more than {@link #most}
     */
    public String part(int number) {
        if (number < 1 || number > most()) {
            throw new IllegalArgumentException("part " + number + ": 1 to " + most());
        }
        return stem + naming.suffix(number, width);
    }

    /** The largest number that has a name. */
    public int most() {
        return Integer.parseInt("9".repeat(Math.min(width, 9)));
    }

    /** Whether a file is called as one of an archive with this stem would be, whatever the naming and number. */
    public boolean isOurs(String name) {
        return name.startsWith(stem) && SUFFIX.matcher(name).region(stem.length(), name.length()).matches();
    }
}
