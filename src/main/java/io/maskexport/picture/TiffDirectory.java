package io.maskexport.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * The first directory of a TIFF structure (TIFF 6.0 §2, and BigTIFF), which EXIF uses too. Reads values in place, and
 * only those inside the file.
 */
final class TiffDirectory {
    static final int ORIENTATION = 274;
    private static final int BIG = 43;
    private static final int BYTE = 1;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int SIGNED_BYTE = 6;
    private static final int UNDEFINED = 7;
    private static final int SIGNED_SHORT = 8;
    private static final int SIGNED_LONG = 9;
    private static final int FLOAT = 11;
    private static final int LONG8 = 16;
    private static final int TAG_LIMIT = 4096;

    private final ByteBuffer tiff;
    private final boolean big;
    private final Map<Integer, Entry> entries = new HashMap<>();

    /** Values of a type, starting at a position. */
    private record Entry(int type, long count, long at) {}

    private TiffDirectory(ByteBuffer tiff, boolean big) {
        this.tiff = tiff;
        this.big = big;
    }

    /** Reads from a buffer that starts at the byte order mark; stops silently at the end of the buffer. */
    static TiffDirectory read(ByteBuffer structure) {
        if (structure.capacity() < 16) {
            return new TiffDirectory(structure, false);
        }
        var tiff = structure.duplicate().order(byteOrder(structure.get(0)));
        var directory = new TiffDirectory(tiff, tiff.getShort(2) == BIG);
        directory.readEntries(directory.big ? tiff.getLong(8) : tiff.getInt(4) & 0xffff_ffffL);
        return directory;
    }

    private void readEntries(long first) {
        int countBytes = big ? 8 : 2;
        if (first < 0 || first > tiff.capacity() - countBytes) {
            return;
        }
        long count = big ? tiff.getLong((int) first) : tiff.getShort((int) first) & 0xffff;
        int entryBytes = big ? 20 : 12;
        long at = first + countBytes;
        for (long i = 0; i < Math.min(count, TAG_LIMIT) && at + entryBytes <= tiff.capacity(); i++) {
            int tag = tiff.getShort((int) at) & 0xffff;
            entries.putIfAbsent(tag, entry((int) at));
            at += entryBytes;
        }
    }

    private Entry entry(int at) {
        int type = tiff.getShort(at + 2);
        long count = big ? Math.max(tiff.getLong(at + 4), 0) : tiff.getInt(at + 4) & 0xffff_ffffL;
        int inline = big ? 8 : 4;
        int valueAt = at + 4 + inline;
        boolean fits = count <= inline / size(type);
        long elsewhere = big ? tiff.getLong(valueAt) : tiff.getInt(valueAt) & 0xffff_ffffL;
        return new Entry(type, count, fits ? valueAt : elsewhere);
    }

    private static int size(int type) {
        return switch (type) {
            case SHORT, SIGNED_SHORT -> 2;
            case LONG, SIGNED_LONG, FLOAT, 13 -> 4;
            case RATIONAL, 10, 12, LONG8, 17, 18 -> 8;
            default -> 1;
        };
    }

    private static ByteOrder byteOrder(byte mark) {
        return mark == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    ByteOrder order() {
        return tiff.order();
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /** How many values of a tag are inside the file. */
    int count(int tag) {
        var entry = entries.get(tag);
        if (entry == null || entry.at < 0 || entry.at > tiff.capacity()) {
            return 0;
        }
        return (int) Math.min(entry.count, (tiff.capacity() - entry.at) / size(entry.type));
    }

    /** Whether a tag, where it is, has all its values in the file. */
    boolean isWhole(int tag) {
        var entry = entries.get(tag);
        return entry == null || entry.count == count(tag);
    }

    /** Whether these are whole numbers, too. */
    boolean areNumbers(int tag) {
        var entry = entries.get(tag);
        boolean numbers = entry == null || switch (entry.type) {
            case BYTE, SHORT, LONG, SIGNED_BYTE, SIGNED_SHORT, SIGNED_LONG -> true;
            case LONG8 -> big;
            default -> false;
        };
        return numbers && isWhole(tag);
    }

    /**
     * Whether a tag, where it is, has enough whole numbers in the file.
     *
     * @param values how many are enough, if it is not one
     */
    boolean isNumber(int tag, int values) {
        var entry = entries.get(tag);
        if (entry == null) {
            return true;
        }
        return areNumbers(tag) && (entry.count == 1 || (values > 1 && entry.count >= values));
    }

    /** An integer of a tag; {@code otherwise} if it is missing or of another type. */
    long value(int tag, int index, long otherwise) {
        var entry = entries.get(tag);
        if (entry == null || index >= count(tag)) {
            return otherwise;
        }
        int at = (int) entry.at + index * size(entry.type);
        return switch (entry.type) {
            case BYTE, UNDEFINED -> tiff.get(at) & 0xff;
            case SHORT -> tiff.getShort(at) & 0xffff;
            case LONG -> tiff.getInt(at) & 0xffff_ffffL;
            case LONG8 -> tiff.getLong(at);
            case SIGNED_BYTE -> tiff.get(at);
            case SIGNED_SHORT -> tiff.getShort(at);
            case SIGNED_LONG -> tiff.getInt(at);
            default -> otherwise;
        };
    }

    /** The first value of a tag as an integer, clamped to {@code int}. */
    int value(int tag, int otherwise) {
        return Math.clamp(value(tag, 0, (long) otherwise), -1, Integer.MAX_VALUE);
    }

    /** A fraction of a tag; {@code otherwise} if it is missing. */
    float fraction(int tag, int index, float otherwise) {
        var entry = entries.get(tag);
        if (entry == null || index >= count(tag)) {
            return otherwise;
        }
        int at = (int) entry.at + index * size(entry.type);
        return switch (entry.type) {
            case RATIONAL -> (float) ((tiff.getInt(at) & 0xffff_ffffL) / (double) (tiff.getInt(at + 4) & 0xffff_ffffL));
            case FLOAT -> tiff.getFloat(at);
            default -> value(tag, index, (long) otherwise);
        };
    }

    /** A copy of the bytes of a tag. */
    byte[] bytes(int tag) {
        var entry = entries.get(tag);
        byte[] bytes = new byte[count(tag)];
        if (entry != null && bytes.length > 0) {
            tiff.get((int) entry.at, bytes);
        }
        return bytes;
    }

    Orientation orientation() {
        return Orientation.of(value(ORIENTATION, 1));
    }
}
