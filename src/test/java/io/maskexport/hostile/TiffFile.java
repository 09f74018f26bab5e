package io.maskexport.hostile;

import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** A TIFF with one directory, valid or not: a gradient in one strip. */
final class TiffFile {
    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS = 258;
    static final int COMPRESSION = 259;
    static final int PHOTOMETRIC = 262;
    static final int STRIPS = 273;
    static final int ORIENTATION = 274;
    static final int SAMPLES = 277;
    static final int ROWS = 278;
    static final int STRIP_BYTES = 279;
    static final int PREDICTOR = 317;
    static final int TILE_WIDTH = 322;
    static final int TILE_HEIGHT = 323;
    static final int TILES = 324;
    static final int TILE_BYTES = 325;
    static final int EXTRA = 338;
    static final int FORMAT = 339;
    static final int SHORT = 3;
    static final int LONG = 4;
    /** Offset of the strip's data. */
    static final int DATA = 8;

    private final ByteOrder order;
    private final Map<Integer, Entry> entries = new TreeMap<>();
    private byte[] data;
    private long next;
    private int claimedEntries = -1;

    private record Entry(int type, long count, long value) {}

    private TiffFile(ByteOrder order, byte[] data) {
        this.order = order;
        this.data = data;
    }

    static TiffFile rgb() {
        return rgb(ByteOrder.LITTLE_ENDIAN);
    }

    static TiffFile rgb(ByteOrder order) {
        return new TiffFile(order, gradient(GoodItems.WIDTH * GoodItems.HEIGHT * 3)).sides(GoodItems.WIDTH,
                GoodItems.HEIGHT).put(BITS, 8).put(COMPRESSION, 1).put(PHOTOMETRIC, 2).put(SAMPLES, 3)
                .put(STRIPS, DATA).put(ROWS, GoodItems.HEIGHT).strip(GoodItems.WIDTH * GoodItems.HEIGHT * 3);
    }

    static TiffFile grey() {
        return rgb().put(PHOTOMETRIC, 1).put(SAMPLES, 1);
    }

    static byte[] gradient(int length) {
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (7 * i);
        }
        return bytes;
    }

    TiffFile sides(long width, long height) {
        return put(WIDTH, LONG, 1, width).put(HEIGHT, LONG, 1, height);
    }

    TiffFile put(int tag, int value) {
        return put(tag, SHORT, 1, value);
    }

    /** {@code value} is stored in the entry itself: a single value, or the offset of several. */
    TiffFile put(int tag, int type, long count, long value) {
        entries.put(tag, new Entry(type, count, value));
        return this;
    }

    TiffFile strip(long bytes) {
        return put(STRIP_BYTES, LONG, 1, bytes);
    }

    TiffFile without(int tag) {
        entries.remove(tag);
        return this;
    }

    /** A copy with these bytes as its strip. */
    TiffFile data(byte[] content) {
        data = content;
        return strip(content.length);
    }

    /** Sets the offset of the next directory. */
    TiffFile next(long offset) {
        next = offset;
        return this;
    }

    TiffFile claimEntries(int count) {
        claimedEntries = count;
        return this;
    }

    /** Offset of its directory. */
    int directory() {
        return DATA + data.length;
    }

    byte[] bytes() {
        var file = new BinaryFile(order).text(order == ByteOrder.BIG_ENDIAN ? "MM" : "II").u16(42).u32(directory())
                .add(data).u16(claimedEntries < 0 ? entries.size() : claimedEntries);
        entries.forEach((tag, entry) -> {
            file.u16(tag, entry.type()).u32(entry.count());
            if (entry.type() == SHORT && entry.count() == 1) {
                file.u16((int) entry.value(), 0);
            } else {
                file.u32(entry.value());
            }
        });
        return file.u32(next).bytes();
    }
}
