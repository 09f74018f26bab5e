package io.maskexport.contracts;

/** Names the archive: {@code <id>_<name>.tar}. */
public record ProjectName(long id, String name) {
    /** Most characters of a name. */
    public static final int MAX_NAME = 255;
}
