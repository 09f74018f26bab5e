package io.maskexport.resilience.simulation;

import java.io.ByteArrayOutputStream;
import java.util.Collection;

/** Concatenates byte arrays. */
final class ByteArrays {
    private ByteArrays() {}

    static byte[] concat(Collection<byte[]> pieces) {
        var all = new ByteArrayOutputStream();
        pieces.forEach(all::writeBytes);
        return all.toByteArray();
    }
}
