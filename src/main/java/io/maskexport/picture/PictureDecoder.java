package io.maskexport.picture;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;

import static io.maskexport.defect.Limit.IMAGE_BYTES;

/**
 * Decodes source images to the RGB that OpenCV 4.11's {@code imread(IMREAD_COLOR)} gives, upright. The content decides the
 * format. Formats and exceptions: {@code docs/formats.md}.
 *
 * <p>
 * For one thread. Its memory is used again: a {@link Picture} is valid until the next decode.
 */
public final class PictureDecoder implements AutoCloseable {
    private final JpegDecoder jpegDecoder;
    private final Limits limits;
    private byte[] stored = {};
    private byte[] upright = {};

    private PictureDecoder(JpegDecoder jpegDecoder, Limits limits) {
        this.jpegDecoder = jpegDecoder;
        this.limits = limits;
    }

    /**
     * A decoder that refuses images beyond {@code limits}.
     *
     * @throws IllegalStateException when {@link JpegBackend#TURBO} is asked for and the system lacks libturbojpeg
     */
    public static PictureDecoder create(JpegBackend backend, Limits limits) {
        return new PictureDecoder(backend.open(), limits);
    }

    /**
     * Decodes one image.
     *
     * @param encoded the whole file
     * @throws DefectException {@code IMAGE_TOO_LARGE}, found in the header before a pixel is decoded, or
     *     {@code IMAGE_UNREADABLE}
     */
    public Decoded decode(byte[] encoded) throws DefectException {
        if (encoded.length > limits.of(IMAGE_BYTES)) {
            throw new DefectException(DefectCode.IMAGE_TOO_LARGE, encoded.length + " bytes exceed the limit");
        }
        var header = Header.of(encoded);
        header.require(limits);
        stored = sized(stored, header);
        boolean damaged = decodeClean(header, encoded);
        return new Decoded(upright(header), notice(damaged));
    }

    /** A damaged file may leave rows unwritten, which must not show the picture before; of a JPEG the decoder tells. */
    private boolean decodeClean(Header header, byte[] encoded) throws DefectException {
        if (header instanceof JpegHeader && !decodeTo(stored, header, encoded)) {
            return false;
        }
        Arrays.fill(stored, (byte) 0);
        return decodeTo(stored, header, encoded);
    }

    /** Returns whether the data are damaged. Decoders throw many things at broken data: all mean the same here. */
    private boolean decodeTo(byte[] rgb, Header header, byte[] encoded) throws DefectException {
        try {
            switch (header) {
                case JpegHeader jpeg -> {
                    return jpegDecoder.decode(jpeg, PlainJpeg.of(jpeg, encoded), rgb);
                }
                case PngHeader png -> PngReader.decode(png, encoded, rgb);
                case BmpHeader _ -> BmpReader.decode(encoded, rgb);
                case TiffHeader tiff -> TiffReader.decode(tiff, encoded, rgb);
                case WebpHeader _ -> WebpReader.decode(encoded, rgb);
            }
            return false;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new DefectException(DefectCode.IMAGE_UNREADABLE, "The image cannot be decoded: " + e.getMessage());
        }
    }

    private Picture upright(Header header) {
        var orientation = header.orientation();
        if (orientation == Orientation.NORMAL) {
            return new Picture(header.width(), header.height(), stored);
        }
        upright = sized(upright, header);
        orientation.turn(stored, header.width(), header.height(), upright);
        return orientation.swapsSides()
                ? new Picture(header.height(), header.width(), upright)
                : new Picture(header.width(), header.height(), upright);
    }

    private static byte[] sized(byte[] buffer, Header header) {
        int length = header.width() * header.height() * 3;
        return buffer.length == length ? buffer : new byte[length];
    }

    private static Optional<Defect> notice(boolean damaged) {
        return damaged
                ? Optional.of(new Defect(DefectCode.IMAGE_DAMAGED, "The image is damaged or ends early"))
                : Optional.empty();
    }

    @Override
    public void close() {
        jpegDecoder.close();
    }
}
