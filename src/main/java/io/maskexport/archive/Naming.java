package io.maskexport.archive;

/** How the parts of an archive are named. */
public enum Naming {
    /** {@code 7_lemons_part_0001.tar}, {@code 7_lemons_part_0002.tar} … */
    PART("_part_%0{width}d.tar", 4),
    /** {@code 7_lemons.tar.001}, {@code 7_lemons.tar.002} …: the same bytes, which 7-Zip opens as one archive. */
    VOLUME(".tar.%0{width}d", 3);

    private final String format;
    private final int digits;

    Naming(String format, int digits) {
        this.format = format;
        this.digits = digits;
    }

    String suffix(int number, int width) {
        return format.replace("{width}", Integer.toString(width)).formatted(number);
    }

    /** Minimum number of digits. */
    int digits() {
        return digits;
    }
}
