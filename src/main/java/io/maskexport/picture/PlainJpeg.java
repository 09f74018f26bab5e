package io.maskexport.picture;

import java.nio.ByteBuffer;
import java.util.HexFormat;

import io.maskexport.picture.JpegHeader.Colours;

/**
 * A JPEG without its application and comment segments. OpenCV ignores colour profiles, which the JDK would apply, and
 * the JDK guesses colour spaces by its own rules: one Adobe segment states the colour space that libjpeg would find.
 * Frames of motion JPEG omit their Huffman tables: the specification's tables come first, so that a file may define
 * others.
 */
final class PlainJpeg {
    private static final byte[] ADOBE = HexFormat.of().parseHex("ffee000e41646f626500640000000000");

    /** The tables of ITU-T T.81 annex K.3: luminance and chrominance, DC and AC. */
    private static final byte[] HUFFMAN_TABLES = HexFormat.of().parseHex("ffc401a2"
            + "0000010501010101010100000000000000000102030405060708090a0b"
            + "100002010303020403050504040000017d"
            + "0102030004110512213141061351610722711432" + "8191a1082342b1c11552d1f02433627282090a161718191a25"
            + "262728292a3435363738393a434445464748494a535455565758595a636465666768696a737475767778797a"
            + "838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9ca"
            + "d2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa"
            + "0100030101010101010101010000000000000102030405060708090a0b"
            + "1100020102040403040705040400010277"
            + "00010203110405213106124151076171132232810814" + "4291a1b1c109233352f0156272d10a162434e125f1171819"
            + "1a262728292a35363738393a434445464748494a535455565758595a636465666768696a737475767778797a"
            + "82838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9"
            + "cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8f9fa");

    private PlainJpeg() {}

    static byte[] of(JpegHeader header, byte[] encoded) {
        var plain = ByteBuffer.allocate(2 + bytesBefore(header) + keptBytes(header, encoded)
                + encoded.length - header.firstScan());
        plain.put(encoded, 0, 2);
        if (header.colours() != Colours.GREY) {
            plain.put(ADOBE, 0, ADOBE.length - 1).put((byte) (header.colours() == Colours.YCC ? 1 : 0));
        }
        if (takesTables(header)) {
            plain.put(HUFFMAN_TABLES);
        }
        keep(header, encoded, plain);
        return plain.put(encoded, header.firstScan(), encoded.length - header.firstScan()).array();
    }

    private static int bytesBefore(JpegHeader header) {
        return (header.colours() == Colours.GREY ? 0 : ADOBE.length)
                + (takesTables(header) ? HUFFMAN_TABLES.length : 0);
    }

    /** OpenCV provides them for sequential files that lack any of them. */
    private static boolean takesTables(JpegHeader header) {
        return !header.arithmetic() && !header.progressive();
    }

    private static int keptBytes(JpegHeader header, byte[] encoded) {
        var jpeg = ByteBuffer.wrap(encoded);
        int bytes = 0;
        for (int at = JpegMarkers.nextMarker(jpeg, 2); at < header.firstScan();) {
            int end = JpegMarkers.end(jpeg, at);
            bytes += isApplication(jpeg, at) ? 0 : end - at;
            at = JpegMarkers.nextMarker(jpeg, end);
        }
        return bytes;
    }

    private static void keep(JpegHeader header, byte[] encoded, ByteBuffer plain) {
        var jpeg = ByteBuffer.wrap(encoded);
        for (int at = JpegMarkers.nextMarker(jpeg, 2); at < header.firstScan();) {
            int end = JpegMarkers.end(jpeg, at);
            if (!isApplication(jpeg, at)) {
                plain.put(encoded, at, end - at);
            }
            at = JpegMarkers.nextMarker(jpeg, end);
        }
    }

    private static boolean isApplication(ByteBuffer jpeg, int at) {
        int marker = jpeg.get(at + 1) & 0xff;
        return (marker >= 0xe0 && marker <= 0xef) || marker == 0xfe;
    }
}
