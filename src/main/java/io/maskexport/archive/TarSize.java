package io.maskexport.archive;

import java.nio.charset.StandardCharsets;

/**
 * Computes how many bytes a file takes in the archive, before it is written: a header block, the content in whole
 * blocks, and an extended header for a name that is not plain ASCII or has 100 bytes or more (POSIX.1-2001, pax
 * interchange format).
 */
public final class TarSize {
    /** Size of a block in bytes. */
    public static final int BLOCK = 512;
    /** Size in bytes of the two zero blocks that end an archive. */
    public static final int END_OF_ARCHIVE = 2 * BLOCK;

    private static final int NAME_FIELD = 100;

    private TarSize() {}

    /** @param bytes size of the file's content */
    public static long of(String path, long bytes) {
        return extendedHeader(path) + BLOCK + inBlocks(bytes);
    }

    /** The size of all members of a group. */
    public static long of(MemberGroup group) {
        return group.members().stream().mapToLong(m -> of(m.path(), m.size())).sum();
    }

    private static long extendedHeader(String path) {
        int name = path.getBytes(StandardCharsets.UTF_8).length;
        boolean plain = name == path.length() && name < NAME_FIELD;
        return plain ? 0 : BLOCK + inBlocks(record(name));
    }

    /** Length of {@code "<length> path=<name>\n"}, where the length includes its own digits. */
    private static int record(int name) {
        int rest = " path=\n".length() + name;
        int length = rest + digits(rest);
        return rest + digits(length);
    }

    private static int digits(int number) {
        return Integer.toString(number).length();
    }

    static long inBlocks(long bytes) {
        return Math.ceilDiv(bytes, BLOCK) * BLOCK;
    }
}
