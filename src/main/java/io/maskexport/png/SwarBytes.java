package io.maskexport.png;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bytes of an array, several at a time. */
final class SwarBytes {
    /**
     * Eight bytes of an array. The innermost loops use this directly, not {@link #get} and {@link #set}: a compiler that
     * has inlined much already inlines no further methods of ours, but always those of the JDK behind this.
     */
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Two bytes of an array, the first one in the low eight bits. */
    static final VarHandle SHORTS = MethodHandles
            .byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private SwarBytes() {}

    static long get(byte[] bytes, int index) {
        return (long) LONGS.get(bytes, index);
    }

    static void set(byte[] bytes, int index, long value) {
        LONGS.set(bytes, index, value);
    }

}
