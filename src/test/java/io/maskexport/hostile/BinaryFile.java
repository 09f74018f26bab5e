package io.maskexport.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes numbers consecutively, in one byte order. */
final class BinaryFile {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ByteOrder order;

    BinaryFile(ByteOrder order) {
        this.order = order;
    }

    static BinaryFile bigEndian() {
        return new BinaryFile(ByteOrder.BIG_ENDIAN);
    }

    static BinaryFile littleEndian() {
        return new BinaryFile(ByteOrder.LITTLE_ENDIAN);
    }

    BinaryFile u8(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
        return this;
    }

    BinaryFile u16(int... values) {
        for (int value : values) {
            bytes.writeBytes(ByteBuffer.allocate(2).order(order).putShort((short) value).array());
        }
        return this;
    }

    BinaryFile u32(long... values) {
        for (long value : values) {
            bytes.writeBytes(ByteBuffer.allocate(4).order(order).putInt((int) value).array());
        }
        return this;
    }

    BinaryFile text(String latin) {
        return add(latin.getBytes(StandardCharsets.ISO_8859_1));
    }

    BinaryFile add(byte[] more) {
        bytes.writeBytes(more);
        return this;
    }

    BinaryFile zeros(int count) {
        return add(new byte[count]);
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
