package io.maskexport.contracts;

/** Names the archive: {@code <id>_<name>.tar}. */
public record ProjectName(long id, String name) {
    /** Largest length of a name, in characters. */
    public static final int MAX_NAME = 255;
}
