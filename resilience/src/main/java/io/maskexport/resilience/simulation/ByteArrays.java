package io.maskexport.resilience.simulation;

import java.io.ByteArrayOutputStream;
import java.util.Collection;

/** Bytes behind one another. */
final class ByteArrays {
    private ByteArrays() {}

    static byte[] concat(Collection<byte[]> pieces) {
        var all = new ByteArrayOutputStream();
        pieces.forEach(all::writeBytes);
        return all.toByteArray();
    }
}
