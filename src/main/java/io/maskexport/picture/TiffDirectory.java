package io.maskexport.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/** The first directory of a TIFF structure (TIFF 6.0 §2), which EXIF uses too: the first value of each tag. */
record TiffDirectory(Map<Integer, Long> firstValues) {
    static final int ORIENTATION = 274;
    private static final int ENTRY_BYTES = 12;
    private static final int BYTE = 1;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    /** Reads from a buffer whose position 0 is the byte order mark; ends quietly where the buffer ends. */
    static TiffDirectory read(ByteBuffer structure) {
        var values = new HashMap<Integer, Long>();
        if (structure.capacity() >= 8) {
            var tiff = structure.duplicate().order(byteOrder(structure.get(0)));
            long directory = tiff.getInt(4) & 0xffff_ffffL;
            if (directory + 2 <= tiff.capacity()) {
                readEntries(tiff, (int) directory, values);
            }
        }
        return new TiffDirectory(Map.copyOf(values));
    }

    private static void readEntries(ByteBuffer tiff, int directory, Map<Integer, Long> values) {
        int end = directory + 2 + (tiff.getShort(directory) & 0xffff) * ENTRY_BYTES;
        for (int at = directory + 2; at < end && at + ENTRY_BYTES <= tiff.capacity(); at += ENTRY_BYTES) {
            long value = firstValue(tiff, at);
            values.putIfAbsent(tiff.getShort(at) & 0xffff, value);
        }
    }

    private static long firstValue(ByteBuffer tiff, int entry) {
        int type = tiff.getShort(entry + 2);
        long count = tiff.getInt(entry + 4) & 0xffff_ffffL;
        int size = type == BYTE ? 1 : type == SHORT ? 2 : LONG;
        long inline = entry + 8L;
        long at = count * size <= LONG ? inline : tiff.getInt(entry + 8) & 0xffff_ffffL;
        if (at + size > tiff.capacity()) {
            return 0;
        }
        return switch (type) {
            case BYTE -> tiff.get((int) at) & 0xff;
            case SHORT -> tiff.getShort((int) at) & 0xffff;
            default -> tiff.getInt((int) at) & 0xffff_ffffL;
        };
    }

    private static ByteOrder byteOrder(byte mark) {
        return mark == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    /** The first value of a tag, or {@code otherwise} when the tag is absent. */
    long value(int tag, long otherwise) {
        return firstValues.getOrDefault(tag, otherwise);
    }

    Orientation orientation() {
        long value = value(ORIENTATION, 1);
        return Orientation.of(value > 8 ? 1 : (int) value);
    }
}
