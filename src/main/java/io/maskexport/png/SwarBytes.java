package io.maskexport.png;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Arithmetic on eight bytes at a time, in one {@code long}, without carry between the lanes. */
final class SwarBytes {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH = 0x8080808080808080L;
    private static final long NOT_LOW = 0xFEFEFEFEFEFEFEFEL;

    private SwarBytes() {}

    static long get(byte[] bytes, int index) {
        return (long) LONGS.get(bytes, index);
    }

    static void set(byte[] bytes, int index, long value) {
        LONGS.set(bytes, index, value);
    }

    /** {@code a - b} modulo 256 in each lane. */
    static long subtract(long a, long b) {
        return ((a | HIGH) - (b & ~HIGH)) ^ ((a ^ ~b) & HIGH);
    }

    /** {@code (a + b) / 2}, rounded down, in each lane. */
    static long average(long a, long b) {
        return (a & b) + (((a ^ b) & NOT_LOW) >>> 1);
    }
}
