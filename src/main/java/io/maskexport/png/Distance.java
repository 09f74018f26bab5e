package io.maskexport.png;

/**
 * A match distance and its DEFLATE code (RFC 1951, 3.2.5).
 *
 * @param bytes 1 to {@value #FARTHEST}
 * @param symbol its distance code
 * @param extraBits number of bits after the code
 * @param extra those bits
 */
record Distance(int bytes, int symbol, int extraBits, int extra) {
    static final int FARTHEST = 32_768;

    static Distance of(int bytes) {
        if (bytes <= 4) {
            return new Distance(bytes, bytes - 1, 0, 0);
        }
        int extraBits = 30 - Integer.numberOfLeadingZeros(bytes - 1);
        int upper = (bytes - 1) >>> extraBits;
        return new Distance(bytes, 2 * extraBits + upper, extraBits, bytes - 1 - (upper << extraBits));
    }
}
