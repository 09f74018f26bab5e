package io.maskexport.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

import io.maskexport.picture.JpegHeader.Colours;

/**
 * A JPEG without its application and comment segments. OpenCV ignores colour profiles, which the JDK would apply, and the
 * JDK guesses colour spaces by rules of its own: one Adobe segment says the colour space that libjpeg would find.
 */
final class PlainJpeg {
    private static final byte[] ADOBE = {(byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0};

    private PlainJpeg() {}

    static byte[] of(JpegHeader header, byte[] encoded) {
        var jpeg = ByteBuffer.wrap(encoded);
        var plain = new ByteArrayOutputStream(encoded.length + 16);
        plain.write(encoded, 0, 2);
        if (header.colours() != Colours.GREY) {
            plain.writeBytes(ADOBE);
            plain.write(header.colours() == Colours.YCC ? 1 : 0);
        }
        for (int at = JpegMarkers.nextMarker(jpeg, 2); at < header.firstScan();) {
            int end = at + 2 + (jpeg.getShort(at + 2) & 0xffff);
            if (!isApplication(jpeg.get(at + 1) & 0xff)) {
                plain.write(encoded, at, end - at);
            }
            at = JpegMarkers.nextMarker(jpeg, end);
        }
        plain.write(encoded, header.firstScan(), encoded.length - header.firstScan());
        return plain.toByteArray();
    }

    private static boolean isApplication(int marker) {
        return (marker >= 0xe0 && marker <= 0xef) || marker == 0xfe;
    }
}
